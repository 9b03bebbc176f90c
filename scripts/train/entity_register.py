"""Puts the tagger into models/registry.json and the tables into its card. Usage: entity_register.py"""

from paths import MODELS
from register import entry, figures, plain, put_entry, put_table, speeds

NAME = "earshot-entities"
QUALITY = ("entities-presidio", "entities-care", "entities-agreement", "entities-node")


def main():
    put_entry(entry(
        NAME, "Earshot entities", "Names people, places, addresses, companies, dates and ages in a customer's words.", "entities", MODELS / "weights" / NAME,
        "scripts/train/entities.sh; starts from layers and token vectors of the distilled encoder", [f for name in QUALITY for f in figures(name)], figures(f"{NAME}.speed"),
    ))
    for name in QUALITY:
        put_table(f"{NAME}.md", plain(figures(name)), name)
    put_table(f"{NAME}.md", speeds(figures(f"{NAME}.speed")), "speed")
    print(f"registry: {NAME}")


if __name__ == "__main__":
    main()
