"""Step 6: measures encoders on the sets kept for measuring. Usage: measure.py <teacher | folder>... ; writes figures/<name>.json

Intent: logistic regression (scikit-learn, lbfgs, C = 20) over the frozen unit vectors. Sets never trained on:
NatCS banking and finance (their _dev files), FAQ pairs, retrieval queries, airline complaints.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

import sources
from paths import CACHE, FIGURES, MAX_TOKENS, SEED


class OnnxEncoder:
    """The shipped file, one text at a time as the product runs it."""

    def __init__(self, folder):
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "onnx" / "model_quantized.onnx"), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)

    def embed(self, texts):
        found = []
        for encoding in self.tokenizer.encode_batch(list(texts)):
            ids = np.array([encoding.ids], dtype=np.int64)
            states = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
            mean = states.mean(axis=0)
            found.append(mean / max(np.linalg.norm(mean), 1e-9))
        return np.stack(found)


class Teacher:
    def __init__(self):
        from teacher import corpus_texts, load_teacher

        self.model = load_teacher()
        self.known = dict(zip(corpus_texts(), np.load(CACHE / "vectors.npy").astype(np.float32)))

    def embed(self, texts):
        """What step 2 embedded is not embedded again."""
        new = [text for text in texts if text not in self.known]
        if new:
            self.known.update(zip(new, self.model.encode(new, batch_size=128, normalize_embeddings=True, show_progress_bar=False)))
        return np.stack([self.known[text] for text in texts])


class Remembering:
    """Embeds each text once."""

    def __init__(self, encoder):
        self.encoder, self.known = encoder, {}

    def embed(self, texts):
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self.encoder.embed(new)))
        return np.stack([self.known[text] for text in texts])


def classifier():
    return LogisticRegression(C=20, max_iter=300)


def columns(found, text="text", label="intent"):
    return [r[text] for r in found], np.array([r[label] for r in found])


def accuracy(encoder, train, test):
    model = classifier().fit(encoder.embed(train[0]), train[1])
    return float((model.predict(encoder.embed(test[0])) == test[1]).mean())


def few(texts, labels, count, seed):
    random_, picked = np.random.default_rng(seed), []
    for label in np.unique(labels):
        picked += list(random_.choice(np.nonzero(labels == label)[0], count, replace=False))
    return [texts[i] for i in picked], labels[picked]


def intents(encoder):
    banking, banking_dev = columns(sources.rows("banking77/train.csv")), columns(sources.rows("banking77/dev.csv"))
    clinc, clinc_dev = columns(sources.rows("clinc150/train.csv")), columns(sources.rows("clinc150/dev.csv"))
    clinc_val, outside = columns(sources.rows("clinc150/val.csv")), columns(sources.rows("clinc150/oos_val.csv"))[0]
    yield "banking77 dev", "accuracy, all train", accuracy(encoder, banking, banking_dev), len(banking_dev[0])
    for count in (5, 10):
        scores = [accuracy(encoder, few(*banking, count, SEED + i), banking_dev) for i in range(3)]
        yield "banking77 dev", f"accuracy, {count} per intent, mean of 3 draws", float(np.mean(scores)), len(banking_dev[0])
    model = classifier().fit(encoder.embed(clinc[0]), clinc[1])
    yield "clinc150 dev", "accuracy, 150 intents", float((model.predict(encoder.embed(clinc_dev[0])) == clinc_dev[1]).mean()), len(clinc_dev[0])
    yield "clinc150 val", "accuracy, 150 intents", float((model.predict(encoder.embed(clinc_val[0])) == clinc_val[1]).mean()), len(clinc_val[0])
    sure = [model.predict_proba(encoder.embed(texts)).max(axis=1) for texts in (clinc_val[0], outside)]
    known = np.concatenate([np.ones(len(sure[0])), np.zeros(len(sure[1]))])
    yield "clinc150 val + oos_val", "AUROC in scope against out of scope", float(roc_auc_score(known, np.concatenate(sure))), len(known)
    train, dev = columns(sources.rows("bitext_customer_support/train.csv"), "utterance"), columns(sources.rows("bitext_customer_support/dev.csv"), "utterance")
    yield "bitext dev", "accuracy, 10 per intent", accuracy(encoder, few(*train, 10, SEED), dev), len(dev[0])
    for name in ("banking", "finance"):
        texts, labels = columns(sources.lines(f"dstc11_care_intents/{name}_dev.jsonl"))
        folds = StratifiedKFold(5, shuffle=True, random_state=SEED)
        right = cross_val_predict(classifier(), encoder.embed(texts), labels, cv=folds) == labels
        yield f"natcs {name}_dev (never trained on)", "accuracy, 5-fold", float(right.mean()), len(texts)


def hit(scores, gold, candidates, k):
    best = np.argsort(-scores)[:k]
    return any(candidates[i] in gold for i in best)


def retrieval(encoder):
    pairs = sources.rows("faq_similarity/dev.csv")
    first, second = encoder.embed([p["question_1"] for p in pairs]), encoder.embed([p["question_2"] for p in pairs])
    same = np.array([int(p["similar"]) for p in pairs])
    yield "faq_similarity dev (never trained on)", "AUROC same against different", float(roc_auc_score(same, (first * second).sum(1))), len(pairs)
    questions = sorted({p["question_1"] for p in pairs})
    table, asked = encoder.embed(questions), [p for p in pairs if p["similar"] == "1"]
    found = [questions[int(np.argmax(table @ encoder.embed([p["question_2"]])[0]))] == p["question_1"] for p in asked]
    yield "faq_similarity dev (never trained on)", f"hit@1 of {len(questions)} questions", float(np.mean(found)), len(asked)
    for name, label in (("kb_retrieval", "DSTC11 turns"), ("kb_retrieval_spoken", "DSTC10 spoken turns")):
        entries = sources.lines(f"{name}/knowledge.jsonl")
        by_entity, entity_of = {}, {}
        for entry in entries:
            by_entity.setdefault(entry["entity"], []).append(entry)
            entity_of[entry["id"]] = entry["entity"]
        ones, fives, total = 0, 0, 0
        for query in sources.lines(f"{name}/queries_dev.jsonl"):
            if not query["needs_knowledge"]:
                continue
            gold = set(query["gold"])
            candidates = [e for entity in sorted({entity_of[g] for g in gold}) for e in by_entity[entity]]
            scores = encoder.embed([f'{e["title"]} {e["text"]}'.strip() for e in candidates]) @ encoder.embed([query["question"]])[0]
            ids = [e["id"] for e in candidates]
            ones, fives, total = ones + hit(scores, gold, ids, 1), fives + hit(scores, gold, ids, 5), total + 1
        yield f"{name} queries_dev", f"{label}: hit@1 within the named place", ones / total, total
        yield f"{name} queries_dev", f"{label}: hit@5 within the named place", fives / total, total


def sentiment(encoder):
    texts, labels = zip(*sources.train_sentiment())
    model = LogisticRegression(C=20, max_iter=300, class_weight="balanced").fit(encoder.embed(texts), labels)
    dev_texts, dev_labels = zip(*sources.sentiment_rows("goemotions/dev.csv"))
    yield "goemotions dev", "macro-F1, 3 classes", float(f1_score(dev_labels, model.predict(encoder.embed(dev_texts)), average="macro")), len(dev_texts)
    texts, labels = columns(sources.rows("airline_sentiment/dev.csv"), "text", "sentiment")
    yield "airline_sentiment dev (never trained on)", "macro-F1, 3 classes", float(f1_score(labels, model.predict(encoder.embed(texts)), average="macro")), len(texts)


def main():
    FIGURES.mkdir(parents=True, exist_ok=True)
    parts = {"intents": intents, "retrieval": retrieval, "sentiment": sentiment}
    for name in sys.argv[1:]:
        encoder = Remembering(Teacher() if name == "teacher" else OnnxEncoder(Path(name)))
        figures = []
        for part in parts.values():
            for set_, metric, value, n in part(encoder):
                figures.append({"set": set_, "metric": metric, "value": round(value, 4), "n": n})
                print(f"{Path(name).name}: {set_}, {metric}: {value:.4f} (n={n})", flush=True)
        (FIGURES / f"{Path(name).name}.json").write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
