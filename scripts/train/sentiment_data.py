"""What the sentiment classifier learns from: GoEmotions train, sentences written by us, and care utterances with weak labels.

The weak labels are ours, by intent: a plain report of a fault or an unmet expectation is negative, a plain request or
question neutral, thanks positive. airline_sentiment and vader_gold are evaluation only and are not read here.
"""

import random
import zlib

import sources
import written_sentiment
from paths import SEED

SENTIMENTS = ("negative", "neutral", "positive")

# The intents of the sets that may be trained on, by what the customer feels who says it. Not listed: not used.
WEAK = {
    "banking77": {
        "negative": """balance_not_updated_after_bank_transfer balance_not_updated_after_cheque_or_cash_deposit beneficiary_not_allowed card_arrival
            card_not_working card_payment_fee_charged card_payment_not_recognised card_payment_wrong_exchange_rate card_swallowed cash_withdrawal_charge
            cash_withdrawal_not_recognised compromised_card contactless_not_working declined_card_payment declined_cash_withdrawal declined_transfer
            direct_debit_payment_not_recognised extra_charge_on_statement failed_transfer pending_card_payment pending_cash_withdrawal pending_top_up
            pending_transfer pin_blocked Refund_not_showing_up reverted_card_payment? top_up_failed top_up_reverted transaction_charged_twice
            transfer_fee_charged transfer_not_received_by_recipient virtual_card_not_working wrong_amount_of_cash_received
            wrong_exchange_rate_for_cash_withdrawal unable_to_verify_identity""",
        "neutral": """activate_my_card age_limit apple_pay_or_google_pay atm_support automatic_top_up card_acceptance card_about_to_expire
            card_delivery_estimate card_linking change_pin country_support disposable_card_limits edit_personal_details exchange_charge exchange_rate
            exchange_via_app fiat_currency_support get_disposable_virtual_card get_physical_card getting_spare_card getting_virtual_card
            order_physical_card passcode_forgotten receiving_money supported_cards_and_currencies top_up_by_bank_transfer_charge top_up_by_card_charge
            top_up_by_cash_or_cheque top_up_limits topping_up_by_card transfer_into_account transfer_timing verify_my_identity verify_source_of_funds
            verify_top_up visa_or_mastercard request_refund cancel_transfer""",
    },
    "clinc150": {
        "negative": "lost_luggage account_blocked card_declined damaged_card report_fraud",
        "neutral": """application_status balance bill_balance bill_due book_flight book_hotel cancel_reservation car_rental carry_on change_user_name
            confirm_reservation credit_limit directions distance exchange_rate flight_status freeze_account greeting how_busy interest_rate
            international_fees international_visa make_call maybe min_payment new_card no order order_status pay_bill pin_change plug_type redeem_rewards
            restaurant_reservation rewards_balance routing schedule_meeting share_location time timezone traffic transfer translate travel_alert
            travel_notification travel_suggestion uber vaccines weather what_is_your_name yes""",
        "positive": "thank_you",
    },
    "bitext": {
        "negative": "payment_issue registration_problems",
        "neutral": """change_order switch_account check_payment_methods recover_password delivery_period check_invoice track_refund
            check_cancellation_fee contact_human_agent track_order delivery_options cancel_order change_shipping_address place_order get_invoice
            check_refund_policy newsletter_subscription""",
    },
    "insurance": {
        "negative": "ReportBillingIssue",
        "neutral": """GetQuote FileClaim PayBill AddDependent EnrollInPlan RequestProofOfInsurance UpdatePaymentPreference CheckPaymentStatus
            ChangeAddress CreateAccount GetPolicyNumber FindAgent ResetPassword CheckAccountBalance""",
    },
    "multidogo": {
        "negative": "disputecharge reportbrokenphone reportbrokensoftware",
        "neutral": """contentonly confirmation openinggreeting rejection changeseatassignment getboardingpass getseatinfo bookflight updateaddress
            checkbalance transfermoney getroutingnumber orderchecks getproofofinsurance checkclaimstatus startserviceintent getinformationintent
            viewbillsintent softwareupdate expensereport startorder checkserverstatus""",
        "positive": "thankyou",
    },
}
# How many weakly labelled texts of an intent are used, so that no set of templates outweighs the others.
MOST = {"banking77": 110, "clinc150": 40, "bitext": 40, "insurance": 30, "multidogo": 420}


def weak():
    """Returns [(text, sentiment)] of the care sets, each text once, at most MOST of one intent."""
    found, counts = {}, {}
    listed = {(name, intent): label for name, labels in WEAK.items() for label, intents in labels.items() for intent in intents.split()}
    texts = sources.train_labelled()
    random.Random(SEED).shuffle(texts)
    for set_, text, intent in texts:
        name = set_.split("_")[0]
        label = listed.get((name, intent))
        counts[set_, intent] = counts.get((set_, intent), 0) + 1
        if label and counts[set_, intent] <= MOST[name] and len(text) > 1:
            found.setdefault(text, label)
    return list(found.items())


def is_kept_back(text):
    return zlib.crc32(text.encode()) % 10 == 0


# Texts written by us per class. More than half of what people write to a company is a complaint, praise is rarest: the
# prior is argued from why people write, not measured on any set.
WRITTEN = {"negative": 13_000, "neutral": 9_000, "positive": 6_000}


def parts():
    """Returns {'comments' | 'written' | 'weak': (train rows, rows kept back)}; a row is (text, sentiment)."""
    comments, care = sources.train_sentiment(), weak()
    halves = lambda found: ([r for r in found if not is_kept_back(r[0])], [r for r in found if is_kept_back(r[0])])
    few = {label: count // 10 for label, count in WRITTEN.items()}
    return {
        "comments": halves(comments),
        "written": (written_sentiment.labelled(SEED, WRITTEN), written_sentiment.labelled(SEED + 1, few, kept_back=True)),
        "weak": halves(care),
    }


if __name__ == "__main__":
    for name, found in parts().items():
        for part, rows in zip(("train", "kept back"), found):
            print(name, part, {label: sum(r[1] == label for r in rows) for label in SENTIMENTS})
