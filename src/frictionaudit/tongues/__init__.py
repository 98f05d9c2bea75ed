"""The languages that frictionaudit speaks, and how a sentence of ours is said in the one that is spoken now.

English stands in the code, each text under its key. The other languages lie beside this file: `fi.po` is what a
translator writes, `fi.json` is made of it (`python -m frictionaudit.docs`) and is what is read.
"""

from frictionaudit.tongues.catalogue import filled, retold, translatable, translated
from frictionaudit.tongues.language import LANGUAGES, language, language_of, speak, speaking
from frictionaudit.tongues.parts import part_word, parts_told

__all__ = [
    "LANGUAGES",
    "filled",
    "language",
    "language_of",
    "part_word",
    "parts_told",
    "retold",
    "speak",
    "speaking",
    "translatable",
    "translated",
]
