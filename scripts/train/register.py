"""Step 8: put a student and its sentiment head into models/. Usage: register.py static|transformer

Copies the files and writes models/registry.json and the tables of the cards in one go, so that the registry never
names files that are not there. All figures are those that the steps before have just measured.
"""

import hashlib
import json
import re
import shutil
import sys

from paths import ENCODER, FIGURES, MODELS, SENTIMENT, STUDENTS

VERSION = "0.1.0"
KINDS = {"static": "static (token vectors, mean)", "transformer": "transformer (3 layers of 256)"}
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


def entry(name, task, folder, source, quality, speed, dimensions):
    return {
        "name": name, "version": VERSION, "task": task, "files": files(folder), "licence": "Apache-2.0", "source": source,
        "quality": quality, "speed": speed, "default": True, "dimensions": dimensions,
    }


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


def main():
    student = sys.argv[1]
    for folder, source in ((ENCODER, STUDENTS / student), (SENTIMENT, STUDENTS / SENTIMENT.name)):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
    config = json.loads((ENCODER / "config.json").read_text())
    encoder = entry(
        "earshot-encoder", "embedding", ENCODER, "scripts/train/encoder.sh; distilled from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        figures(student), speed_rows(student) + figures("roundtrip"), config["hidden_size"],
    )
    sentiment = entry(
        "earshot-sentiment", "sentiment", SENTIMENT, "scripts/train/encoder.sh; trained on GoEmotions (Apache-2.0)",
        figures("earshot-sentiment"), [], config["hidden_size"],
    )
    # Models that scripts/train does not make keep their entries.
    path = MODELS / "registry.json"
    others = [e for e in json.loads(path.read_text()) if e["name"] not in ("earshot-encoder", "earshot-sentiment")] if path.exists() else []
    path.write_text(json.dumps([encoder, sentiment, *others], indent=2) + "\n")
    put_table("earshot-encoder.md", comparison())
    put_table("earshot-encoder.md", plain(figures("heads")), "heads")
    put_table("earshot-encoder.md", speeds(figures("roundtrip")), "roundtrip")
    put_table("earshot-sentiment.md", plain(figures("earshot-sentiment")))
    print(f"registry: {sum(f['bytes'] for f in encoder['files']) / 1e6:.1f} MB encoder, {sum(f['bytes'] for f in sentiment['files']) / 1e3:.1f} kB sentiment head")


if __name__ == "__main__":
    main()
