"""Puts the tagger into models/registry.json and the tables into its card. Usage: entity_register.py

register.py keeps the entry as it is: it is none of the encoder's.
"""

import json

from paths import MODELS
from register import entry, figures, plain, put_table, speeds

NAME = "earshot-entities"
QUALITY = ("entities-generated", "entities-folds", "entities-care", "entities-agreement", "entities-node")


def entity_entry():
    config = json.loads((MODELS / "weights" / NAME / "config.json").read_text())
    quality = [figure for name in QUALITY for figure in figures(name)]
    found = entry(
        NAME, "entities", MODELS / "weights" / NAME, "scripts/train/entities.sh; layers and token vectors from earshot-encoder's distilled student",
        quality, figures(f"{NAME}.speed"), config["hidden_size"],
    )
    about = {"title": "Earshot entities", "description": "Names people, places, addresses, companies, dates and ages in a customer's words."}
    return {"name": found.pop("name"), "version": found.pop("version"), **about, **found}


def main():
    path = MODELS / "registry.json"
    others = [e for e in json.loads(path.read_text()) if e["name"] != NAME]
    path.write_text(json.dumps([*others, entity_entry()], indent=2) + "\n")
    for name in QUALITY:
        put_table(f"{NAME}.md", plain(figures(name)), name)
    put_table(f"{NAME}.md", speeds(figures(f"{NAME}.speed")), "speed")
    print(f"registry: {NAME}")


if __name__ == "__main__":
    main()
