"""Step 7: the sentiment head over a student, from goemotions train. Usage: sentiment.py <folder>; writes head.json and its figures.

Labels are the set's own grouping of its emotions; comments that are only 'ambiguous', or mixed, are dropped.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

import sources
import written_sentiment
from examples import SENTIMENTS
from measure import OnnxEncoder, Remembering, columns
from paths import FIGURES, SEED, SENTIMENT, STUDENTS


def log_likelihood(logits, labels, temperature):
    scaled = logits / temperature
    scaled = scaled - scaled.max(axis=1, keepdims=True)
    return float((scaled[np.arange(len(labels)), labels] - np.log(np.exp(scaled).sum(axis=1))).mean())


def calibration_error(logits, labels, bins=10):
    """Expected calibration error: mean gap of confidence and accuracy over ten bins of confidence."""
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    sure, right = shares.max(axis=1), shares.argmax(axis=1) == labels
    place = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in range(bins) if (place == b).any()))


def main():
    encoder = Remembering(OnnxEncoder(Path(sys.argv[1])))
    comments, care = sources.train_sentiment(), written_sentiment.labelled(SEED, 4_000)
    texts, names = zip(*comments, *care)
    labels = np.array([SENTIMENTS.index(name) for name in names])
    print(f"earshot-sentiment: trained on {len(comments)} comments and {len(care)} sentences written by us")
    model = LogisticRegression(C=20, max_iter=500, class_weight="balanced").fit(encoder.embed(texts), labels)
    dev_texts, dev_names = zip(*sources.sentiment_rows("goemotions/dev.csv"))
    dev_labels = np.array([SENTIMENTS.index(name) for name in dev_names])
    # Half of dev sets the temperature, the other half is measured.
    half = len(dev_texts) // 2
    logits = model.decision_function(encoder.embed(dev_texts))
    temperature = max(np.arange(0.3, 4.0, 0.02), key=lambda t: log_likelihood(logits[:half], dev_labels[:half], t))
    head = {
        "labels": list(SENTIMENTS), "dimensions": model.coef_.shape[1],
        "weights": [[round(float(v), 5) for v in row] for row in model.coef_],
        "bias": [round(float(v), 5) for v in model.intercept_], "temperature": round(float(temperature), 5),
    }
    folder = STUDENTS / SENTIMENT.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "head.json").write_text(json.dumps(head) + "\n")
    figures = []

    def say(set_, metric, value, n):
        figures.append({"set": set_, "metric": metric, "value": round(float(value), 4), "n": n})
        print(f"earshot-sentiment: {set_}, {metric}: {value:.4f} (n={n})")

    guess = logits.argmax(axis=1)
    say("goemotions dev", "macro-F1, 3 classes", f1_score(dev_labels, guess, average="macro"), len(dev_labels))
    say("goemotions dev, second half", "expected calibration error", calibration_error(logits[half:] / temperature, dev_labels[half:]), len(dev_labels) - half)
    texts, names = columns(sources.rows("airline_sentiment/dev.csv"), "text", "sentiment")
    labels = np.array([SENTIMENTS.index(name) for name in names])
    guess = model.decision_function(encoder.embed(texts)).argmax(axis=1)
    say("airline_sentiment dev (never trained on)", "macro-F1, 3 classes", f1_score(labels, guess, average="macro"), len(labels))
    say("airline_sentiment dev (never trained on)", "accuracy", (guess == labels).mean(), len(labels))
    for i, name in enumerate(SENTIMENTS):
        say("airline_sentiment dev (never trained on)", f"F1 of {name}", f1_score(labels == i, guess == i), len(labels))
    FIGURES.mkdir(parents=True, exist_ok=True)
    (FIGURES / "earshot-sentiment.json").write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
