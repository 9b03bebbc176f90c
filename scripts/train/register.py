"""Last step: put a trained model into models/. Usage: register.py encoder static|transformer | sentiment | entities

Copies the files and writes the model's entry of models/registry.json and the tables of its card in one go, so that the
registry never names files that are not there. All figures are those that the steps before have just measured.
"""

import hashlib
import json
import re
import shutil
import sys

from paths import DIMENSIONS, ENCODER, FIGURES, MODELS, STUDENTS

VERSION = "0.2.0"
KINDS = {
    "static": "static (token vectors, mean)",
    "distilled": "transformer, 4 layers, no labels",
    "transformer": "transformer, 4 layers, with labels (shipped)",
    "unseen": "the same without the labels of banking77 and clinc150",
}
TEACHER = "teacher, fp32 in PyTorch"


def figures(name):
    path = FIGURES / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else []


def files(folder):
    found = []
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        data = path.read_bytes()
        found.append({"path": path.relative_to(MODELS).as_posix(), "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)})
    return found


def entry(name, title, description, task, folder, source, quality, speed, dimensions=None):
    found = {
        "name": name, "version": VERSION, "title": title, "description": description, "task": task, "files": files(folder),
        "licence": "Apache-2.0", "source": source, "quality": quality, "speed": speed, "default": True,
    }
    return found if dimensions is None else {**found, "dimensions": dimensions}


def put_entry(found):
    """In the place of the entry of the same name, else in front; all others stay as they are."""
    path = MODELS / "registry.json"
    entries = json.loads(path.read_text()) if path.exists() else []
    names = [e["name"] for e in entries]
    if found["name"] in names:
        entries[names.index(found["name"])] = found
    else:
        entries.insert(0, found)
    path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")


def put_files(folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(STUDENTS / folder.name, folder)


def speed_rows(name):
    path = FIGURES / f"{name}.speed.json"
    if not path.exists():
        return []
    found = json.loads(path.read_text())
    rows = [{"what": found["what"], "metric": metric, "value": found[metric], "unit": "ms", "n": found["n"]} for metric in ("p50", "p99")]
    return rows + [{"what": "load", "metric": "time", "value": found["load"], "unit": "ms", "n": 1}]


def comparison():
    """The students beside the teacher, as a Markdown table."""
    names = ["teacher", *KINDS]
    columns = {name: {(f["set"], f["metric"]): f for f in figures(name)} for name in names}
    keys = list(columns["teacher"]) or list(columns["static"])
    rows = ["| set | metric | n | " + " | ".join([TEACHER, *KINDS.values()]) + " |", "|---|---|---|" + "---|" * len(names)]
    for key in keys:
        values = [f'{columns[name][key]["value"]:.3f}' if key in columns[name] else "-" for name in names]
        n = next(columns[name][key]["n"] for name in names if key in columns[name])
        rows.append(f"| {key[0]} | {key[1]} | {n} | " + " | ".join(values) + " |")
    speeds = {name: json.loads((FIGURES / f"{name}.speed.json").read_text()) for name in KINDS if (FIGURES / f"{name}.speed.json").exists()}
    if speeds:
        first = next(iter(speeds.values()))
        for what, pick in (("p50 ms", lambda s: s["p50"]), ("p99 ms", lambda s: s["p99"])):
            rows.append(f'| speed | {what}, {first["what"]} | {first["n"]} | - | ' + " | ".join(str(pick(speeds[n])) if n in speeds else "-" for n in KINDS) + " |")
        rows.append("| size | MB, all files | 1 | 90.9 (weights) | " + " | ".join(f'{speeds[n]["bytes"] / 1e6:.1f}' if n in speeds else "-" for n in KINDS) + " |")
    return "\n".join(rows)


def plain(found):
    rows = ["| set | metric | n | value |", "|---|---|---|---|"]
    return "\n".join(rows + [f'| {f["set"]} | {f["metric"]} | {f["n"]} | {f["value"]:.3f} |' for f in found])


def speeds(found):
    rows = ["| what | metric | n | ms |", "|---|---|---|---|"]
    return "\n".join(rows + [f'| {f["what"]} | {f["metric"]} | {f["n"]} | {f["value"]} |' for f in found])


def put_table(card, table, marker="figures"):
    """Replaces what stands between the markers of a card."""
    path = MODELS / "cards" / card
    text = path.read_text()
    path.write_text(re.sub(rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)", lambda m: m[1] + table + "\n" + m[2], text, flags=re.S))


def encoder(student):
    shutil.rmtree(ENCODER, ignore_errors=True)
    shutil.copytree(STUDENTS / student, ENCODER)
    put_entry(entry(
        "earshot-encoder", "Earshot encoder", "Turns a sentence into a vector: intents and search stand on it.",
        "embedding", ENCODER, "scripts/train/encoder.sh; distilled from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        figures(student), speed_rows(student) + figures("roundtrip"), DIMENSIONS,
    ))
    put_table("earshot-encoder.md", comparison())
    put_table("earshot-encoder.md", plain(figures("heads")), "heads")
    put_table("earshot-encoder.md", speeds(figures("roundtrip")), "roundtrip")


def classifier(task, title, description, source):
    folder = MODELS / "weights" / f"earshot-{task}"
    put_files(folder)
    put_entry(entry(f"earshot-{task}", title, description, task, folder, source, figures(folder.name), speed_rows(folder.name)))


def main():
    what = sys.argv[1]
    if what == "encoder":
        encoder(sys.argv[2])
    elif what == "sentiment":
        classifier("sentiment", "Earshot sentiment", "Negative, neutral or positive, of a customer's words.",
                   "scripts/train/sentiment.sh; starts from earshot-encoder's student, trained on GoEmotions (Apache-2.0) and our own sentences")
    elif what == "entities":
        classifier("entities", "Earshot entities", "Names people, places, organisations and more in a customer's words.",
                   "scripts/train/entities.sh; starts from earshot-encoder's student, trained on our own sentences")
    else:
        sys.exit(f"There is nothing to register called {what}; see the first lines of register.py.")
    print(f"registry: {what} written")


if __name__ == "__main__":
    main()
