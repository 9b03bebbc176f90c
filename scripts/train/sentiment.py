"""Step 7: the sentiment model as it ships. Usage: sentiment.py [name]; reads <name>.pt of sentiment_train.py.

Writes the Hugging Face folder (8-bit ONNX), fits the fusion with the lexicon into the product's own table, and
measures: airline_sentiment and vader_gold are looked at here and fitted on nowhere.
"""

import json
import random
import re
import shutil
import subprocess
import sys

import numpy as np
import onnx
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

import sources
from graph import Graph, bert_states
from measure import columns
from paths import CACHE, FIGURES, ROOT, SEED, SENTIMENT, STUDENTS
from register import plain as plain_table, put_table
from sentiment_data import SENTIMENTS, parts
from sentiment_model import POSITIONS, truncated
from sentiment_text import plain
from vocabulary import TOKENIZER_CONFIG, tokenizer_of

# What the head for comments between strangers adds to the head for care.
BLEND = 1.0
# Of the score: how much the classifier counts; the rest is the lexicon. Two judges that err apart, in equal parts.
SCORE_SHARE = 0.5
# What a company is told, by argument and not by measuring: half of it is that something went wrong, three in ten are
# errands, two in ten thanks. The texts that the fusion is fitted on are weighed to these shares.
PRIOR = {"negative": 0.5, "neutral": 0.3, "positive": 0.2}
FUSION = ROOT / "electron" / "core" / "understand" / "sentiment-fusion.ts"
# Texts kept back from training that the fusion is fitted on.
FITTED = {"comments": 1_500, "written": 2_000, "weak": 400}


def graph_of(saved):
    state = {key: value.numpy() for key, value in saved["state"].items()}
    graph = Graph()
    states = bert_states(graph, state, saved["layers"], prefix="body.")
    weight = state["heads.care.weight"] + BLEND * state["heads.comments.weight"]
    bias = state["heads.care.bias"] + BLEND * state["heads.comments.bias"]
    return graph.model(graph.linear(graph.mean(states), weight, bias), len(SENTIMENTS), "logits", per_token=False)


def export(saved, folder):
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    onnx.save(graph_of(saved), folder / "onnx" / "model_quantized.onnx")
    config = {
        "model_type": "bert", "architectures": ["BertForSequenceClassification"], "vocab_size": len(saved["tokens"]), "hidden_size": 384,
        "num_hidden_layers": saved["layers"], "num_attention_heads": 12, "intermediate_size": 1536, "max_position_embeddings": POSITIONS,
        "pad_token_id": 0, "id2label": dict(enumerate(SENTIMENTS)), "label2id": {label: i for i, label in enumerate(SENTIMENTS)},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    tokenizer_of(saved["tokens"]).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "tokenizer_config.json").write_text(json.dumps({**TOKENIZER_CONFIG, "model_max_length": POSITIONS}, indent=2) + "\n")


class Shipped:
    """The file as the product runs it: one text at a time."""

    def __init__(self, folder):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "onnx" / "model_quantized.onnx"), options, providers=["CPUExecutionProvider"])
        self.tokenizer = truncated(Tokenizer.from_file(str(folder / "tokenizer.json")))

    def log_shares(self, texts):
        found = []
        for encoding in self.tokenizer.encode_batch([plain(text) for text in texts]):
            ids = np.array([encoding.ids], dtype=np.int64)
            found.append(self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
        logits = np.stack(found)
        return logits - np.log(np.exp(logits - logits.max(1, keepdims=True)).sum(1, keepdims=True)) - logits.max(1, keepdims=True)


def torch_log_shares(saved, texts):
    from sentiment_model import Classifier, logits_of

    model = Classifier({}, saved["tokens"], saved["tokens"], tuple(range(saved["layers"])))
    model.load_state_dict(saved["state"])
    found = logits_of(model, truncated(tokenizer_of(saved["tokens"])), [plain(text) for text in texts])
    return torch.log_softmax(torch.from_numpy(found["care"] + BLEND * found["comments"]), 1).numpy()


def lexicon(texts):
    """[compound, neg, pos] of each text, from the product's own code."""
    run = [str(ROOT / "node_modules" / ".bin" / "node"), str(ROOT / "scripts" / "train" / "sentiment_lexicon.mjs")]
    return np.array(json.loads(subprocess.run(run, input=json.dumps(list(texts)), capture_output=True, text=True, check=True).stdout))


def features(log_shares, polarity):
    return np.concatenate([np.maximum(log_shares, np.log(1e-6)), polarity], 1)


def fused(weights, found):
    logits = found @ np.array(weights["rows"]).T + np.array(weights["bias"])
    shares = np.exp(logits - logits.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def calibration_error(shares, labels, bins=10):
    """Expected calibration error over ten bins of confidence."""
    sure, right = shares.max(1), shares.argmax(1) == labels
    place = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def fit(shipped):
    """The fusion, on texts that were kept back from training: comments, and sentences of patterns never seen."""
    random_, rows = random.Random(SEED), []
    for name, (_, kept) in parts().items():
        random_.shuffle(kept)
        rows += kept[: FITTED[name]]
    texts, names = zip(*rows)
    labels = np.array([SENTIMENTS.index(name) for name in names])
    weight = np.array([PRIOR[name] for name in SENTIMENTS]) / np.bincount(labels) * len(labels)
    model = LogisticRegression(C=1.0, max_iter=500).fit(features(shipped.log_shares(texts), lexicon(texts)), labels, sample_weight=weight[labels])
    weights = {"rows": np.round(model.coef_, 4).tolist(), "bias": np.round(model.intercept_, 4).tolist(), "scoreShare": SCORE_SHARE}
    (CACHE / "sentiment-fusion.json").write_text(json.dumps(weights))
    lines = ["  rows: [", *(f"    {json.dumps(row)}," for row in weights["rows"]), "  ],", f"  bias: {json.dumps(weights['bias'])},"]
    text = FUSION.read_text(encoding="utf-8")
    text = re.sub(r"(// fitted\n).*?(  // /fitted\n)", lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text, flags=re.S)
    FUSION.write_text(re.sub(r"scoreShare: [\d.]+,", f"scoreShare: {SCORE_SHARE},", text), encoding="utf-8")
    return weights


def main():
    saved = torch.load(CACHE / f"{sys.argv[1] if len(sys.argv) > 1 else 'sentiment'}.pt")
    torch.set_num_threads(1)
    folder = STUDENTS / SENTIMENT.name
    shutil.rmtree(folder, ignore_errors=True)
    export(saved, folder)
    shipped, figures = Shipped(folder), []
    weights = fit(shipped)

    def say(set_, metric, value, n):
        figures.append({"set": set_, "metric": metric, "value": round(float(value), 4), "n": n})
        print(f"earshot-sentiment: {set_}, {metric}: {value:.4f} (n={n})", flush=True)

    def judge(set_, texts, names):
        labels = np.array([SENTIMENTS.index(name) for name in names])
        plain_shares, polarity = shipped.log_shares(texts), lexicon(texts)
        shares = fused(weights, features(plain_shares, polarity))
        vader = np.where(polarity[:, 0] >= 0.05, 2, np.where(polarity[:, 0] <= -0.05, 0, 1))
        for what, guess in (("", shares.argmax(1)), (", classifier alone", plain_shares.argmax(1)), (", VADER alone", vader)):
            say(set_, f"accuracy{what}", (guess == labels).mean(), len(labels))
            say(set_, f"macro-F1, 3 classes{what}", f1_score(labels, guess, average="macro"), len(labels))
        for i, name in enumerate(SENTIMENTS):
            say(set_, f"F1 of {name}", f1_score(labels == i, shares.argmax(1) == i), len(labels))
        say(set_, "expected calibration error", calibration_error(shares, labels), len(labels))
        return plain_shares

    texts, names = columns(sources.rows("airline_sentiment/dev.csv"), "text", "sentiment")
    judge("airline_sentiment dev (never trained on)", texts, names)
    found = parts()["written"][1]
    judge("written by us, patterns kept back", *zip(*found))
    texts, names = zip(*sources.sentiment_rows("goemotions/dev.csv"))
    log_shares = judge("goemotions dev", texts, names)
    sample = list(texts[:1_000])
    other = torch_log_shares(saved, sample)
    say("goemotions dev, first 1,000", "same label as in fp32 PyTorch", (other.argmax(1) == log_shares[:1_000].argmax(1)).mean(), len(sample))
    for part in ("tweets", "amazon_reviews"):
        rows = sources.rows(f"vader_gold/{part}_dev.csv")
        texts, ratings = [r["text"] for r in rows], np.array([float(r["mean_rating"]) for r in rows])
        polarity = lexicon(texts)
        shares = fused(weights, features(shipped.log_shares(texts), polarity))
        own = shares[:, 2] - shares[:, 0]
        for what, score in (("", SCORE_SHARE * own + (1 - SCORE_SHARE) * polarity[:, 0]), (", classifier alone", own), (", VADER alone", polarity[:, 0])):
            say(f"vader_gold {part} dev (never trained on)", f"Pearson correlation{what}", np.corrcoef(score, ratings)[0, 1], len(rows))
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / "earshot-sentiment.json").write_text(json.dumps(figures, indent=2) + "\n")
    put_table("earshot-sentiment.md", plain_table(figures))
    print(f"earshot-sentiment: {sum(f.stat().st_size for f in folder.rglob('*') if f.is_file()) / 1e6:.1f} MB; register.py sentiment puts it into models/")


if __name__ == "__main__":
    main()
