"""Puts the speaker model into models/registry.json and the tables into its card. Usage: speaker_register.py"""

import json

from paths import MODELS
from register import entry, figures, put_entry, put_table

NAME = "earshot-speaker"


def table():
    """All that was measured, as config.json has it for the app."""
    config = json.loads((MODELS / "weights" / NAME / "config.json").read_text())
    rows = ["| set | seconds | speakers | same | different | equal error rate | false accept | false reject | unsure, same | unsure, different |", "|" + "---|" * 10]
    for row in config["measured"]:
        rates = [f"{row[key]:.3f}" if key in row else "-" for key in ("equalErrorRate", "falseAccept", "falseReject", "unsureSame", "unsureDifferent")]
        rows.append(f'| {row["set"]} | {row["seconds"]} | {row["speakers"]} | {row["same"]} | {row["different"]} | ' + " | ".join(rates) + " |")
    return "\n".join(rows)


def main():
    found = entry(
        NAME, "Earshot speaker", "Tells how much a caller's voice is like an enrolled one. A weak hint, never a key.", "speaker",
        MODELS / "weights" / NAME, "scripts/train/speaker.sh; trained from scratch on speech of espeak-ng, flite and festival voices",
        figures(NAME), figures(f"{NAME}.speed"), 128,
    )
    put_entry(found)
    put_table(f"{NAME}.md", table(), NAME)
    print(f"registry: {NAME}")


if __name__ == "__main__":
    main()
