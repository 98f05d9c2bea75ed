"""All files of one call: journeys, the fragments they use and the frictionaudit.yaml above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from frictionaudit.errors import Mistake
from frictionaudit.journey.config import Config
from frictionaudit.journey.loading.build import build_journey
from frictionaudit.journey.loading.config_load import load_config
from frictionaudit.journey.loading.document import Document, Loc
from frictionaudit.journey.loading.draft import Draft, RawStep
from frictionaudit.journey.loading.meaning import check_meaning
from frictionaudit.journey.loading.near import nearest
from frictionaudit.journey.loading.places import inside
from frictionaudit.journey.loading.values import merge_data
from frictionaudit.journey.model import Journey
from frictionaudit.journey.shapes.file import FragmentFile, JourneyFile
from frictionaudit.journey.shapes.shape import read_shape
from frictionaudit.journey.shapes.step_file import StepFile, UseFile

__all__ = ["CONFIG_NAMES", "Library"]

CONFIG_NAMES = ("frictionaudit.yaml", "frictionaudit.yml")
SUFFIXES = (".yaml", ".yml")
PASSED_OVER = frozenset({"node_modules", "site-packages", "__pycache__", "reports"})
"""Folders that hold no journeys of one's own; nor do those that begin with a dot."""

FRAGMENT = re.compile(r"(\s*(#.*)?\n)*-\s")
TOP_KEY = re.compile(r"""^[{]?["']?(\w+)["']?[ \t]*:""", re.MULTILINE)


class Library:
    """Reads files and gathers the mistakes of all.

    Args:
        env: Where `${NAME}` comes from.
        config: Stands in for every frictionaudit.yaml.
    """

    def __init__(self, env: Mapping[str, str], config: Config | None = None) -> None:
        self._env = env
        self._given = config
        self._configs: dict[Path, Config | None] = {}
        self._above: dict[Path, Path | None] = {}
        self._mistakes: list[Mistake] = []

    def mistakes(self) -> list[Mistake]:
        """Give what was found so far: files in the order read, places in the order of the file."""
        order = {file: index for index, file in enumerate(dict.fromkeys(m.file for m in self._mistakes))}
        return sorted(dict.fromkeys(self._mistakes), key=lambda m: (order[m.file], m.line, m.column))

    def journey(self, path: Path) -> Journey | None:
        """Read one journey file; None where it has mistakes."""
        document = Document(path, self._env)
        document.load()
        return self._journey(document)

    def journeys(self, path: Path) -> Iterator[Journey]:
        """Read a journey file, or all those in a folder."""
        for document in self._documents(path):
            if document.file.name in CONFIG_NAMES and not path.is_dir():
                document.report((), "this holds defaults, no journey", "name a journey or its folder")
                self._mistakes += document.mistakes
            elif document.file.name not in CONFIG_NAMES and (journey := self._journey(document)):
                yield journey

    def check(self, path: Path) -> None:
        """Read whatever is there: journeys, a frictionaudit.yaml, or a folder of both."""
        for document in self._documents(path):
            if document.file.name in CONFIG_NAMES:
                self.config(document.file)
            else:
                self._checked(document)

    def config_for(self, folder: Path) -> Config | None:
        """Give the frictionaudit.yaml in a folder or the nearest above."""
        if self._given is not None:
            return self._given
        if folder not in self._above:
            self._above[folder] = next(_configs_above(folder), None)
        file = self._above[folder]
        return None if file is None else self.config(file)

    def config(self, file: Path) -> Config | None:
        """Read one frictionaudit.yaml, once; None where it has mistakes, which are noted."""
        key = file.resolve()
        if key not in self._configs:
            document = Document(file, self._env)
            self._configs[key] = load_config(document)
            self._mistakes += document.mistakes
        return self._configs[key]

    def _journey(self, document: Document) -> Journey | None:
        checked = self._checked(document)
        return build_journey(*checked) if checked else None

    def _checked(self, document: Document) -> tuple[Draft, JourneyFile, list[StepFile], list[StepFile]] | None:
        """Check one journey in every way; None where it has mistakes, which are noted."""
        try:
            return self._read(document) if _is_group(document) else None
        finally:
            self._mistakes += document.mistakes

    def _read(self, document: Document) -> tuple[Draft, JourneyFile, list[StepFile], list[StepFile]] | None:
        config = self.config_for(document.file.parent)
        is_sound = config is not None or self._given is not None or self._above.get(document.file.parent) is None
        draft = Draft(document, config, is_config_sound=is_sound)
        defaults = draft.config.defaults.data if draft.config else None
        draft.data = merge_data(draft.head.get("data"), defaults)
        file = read_shape(document, JourneyFile)
        before = len(self._mistakes)
        steps = self._spread(draft, "steps", file.steps if file else None)
        cleanup = self._spread(draft, "cleanup", (file.cleanup or []) if file else None)
        check_meaning(draft)
        for fragment in {step.document for step in (*draft.steps, *draft.cleanup)} - {document}:
            self._mistakes += fragment.mistakes
        is_sound = not _errors(document.mistakes) and not _errors(self._mistakes[before:])
        if file is None or steps is None or cleanup is None or not is_sound:
            return None
        return draft, file, steps, cleanup

    def _spread(self, draft: Draft, key: str, checked: Sequence[StepFile | UseFile] | None) -> list[StepFile] | None:
        """Put the steps of fragments in place; the draft gets them as written.

        Returns:
            The checked ones, as many; None where some have mistakes.
        """
        written = draft.head.get(key)
        raws = draft.steps if key == "steps" else draft.cleanup
        files: list[StepFile] | None = []
        for index, raw in enumerate(written if isinstance(written, list) else ()):
            if isinstance(raw, dict) and isinstance(raw.get("use"), str):
                fragment = self._fragment(draft.document, (key, index, "use"), raw["use"])
                document, inner = fragment or (None, None)
                entries = document.data if document and isinstance(document.data, list) else ()
                raws += [RawStep(document, (place,), entry) for place, entry in enumerate(entries) if document]
                files = None if files is None or inner is None else files + inner
            else:
                raws.append(RawStep(draft.document, (key, index), raw))
                step = checked[index] if checked is not None else None
                files = [*files, step] if files is not None and isinstance(step, StepFile) else None
        return files

    def _fragment(self, user: Document, loc: Loc, name: str) -> tuple[Document, list[StepFile] | None] | None:
        """Read a fragment once; a missing one is a mistake of the file that uses it."""
        folder = user.file.parent
        file = _beside(folder, name)
        if file is None:
            here = [entry.stem for entry in folder.iterdir() if entry.suffix in SUFFIXES and entry != user.file]
            near = nearest(name, here)
            mend = f"did you mean '{near}'?" if near else f"write its steps into {name}.yaml beside this file"
            user.report(loc, f"there is no fragment '{name}' in this folder", mend)
            return None
        document = Document(file, self._env)
        document.load()
        checked = None
        if isinstance(document.data, list):
            shaped = read_shape(document, FragmentFile)
            checked = shaped.root if shaped else None
        elif not document.mistakes:
            document.report((), "a fragment must be a list of steps", "begin each with '- step: …'")
        self._mistakes += document.mistakes
        return document, checked

    def _documents(self, path: Path) -> Iterator[Document]:
        """Give a file as it is, and of a folder what looks like ours."""
        is_folder = path.is_dir()
        has_journey = not is_folder
        for file in sorted(_yaml_files(path)) if is_folder else [path]:
            document = Document(file, self._env)
            text = document.read()
            is_config = file.name in CONFIG_NAMES
            if is_config or not is_folder or text is None or _looks_like_ours(text):
                has_journey = has_journey or not is_config
                if text is not None:
                    document.parse(text)
                yield document
        if not has_journey:
            self._mistakes.append(Mistake(path, 1, 1, "there is no journey in this folder", NO_JOURNEYS))


NO_JOURNEYS = "a journey is a .yaml file with 'journey:' and 'steps:'; `frictionaudit init` writes a first one"


def _errors(mistakes: Sequence[Mistake]) -> list[Mistake]:
    return [mistake for mistake in mistakes if not mistake.is_warning]


def _is_group(document: Document) -> bool:
    """Tell whether there is a journey to look at; else the document has the mistake."""
    if isinstance(document.data, dict):
        return True
    if document.mistakes:
        return False
    if document.data is None:
        document.report((), "the file is empty", "begin with 'version: 1' and 'journey: …'; see docs/journey-format.md")
    elif isinstance(document.data, list) and any(isinstance(each, dict) and "step" in each for each in document.data):
        document.report((), "this is a fragment, a list of steps", "name a journey that uses it")
    else:
        document.report((), "a journey must be a group of keys", "begin with 'version: 1' and 'journey: …'")
    return False


def _configs_above(folder: Path) -> Iterator[Path]:
    """Give the config files in a folder and above, named as short as they can be."""
    here = Path.cwd()
    resolved = folder.resolve()
    for above in (resolved, *resolved.parents):
        for name in CONFIG_NAMES:
            if (above / name).is_file():
                inner = (
                    folder if above == resolved else above.relative_to(here) if above.is_relative_to(here) else above
                )
                yield inner / name


def _beside(folder: Path, name: str) -> Path | None:
    for suffix in ("", *SUFFIXES):
        path = inside(folder, name + suffix)
        if path is not None and path.is_file():
            return folder / (name + suffix)
    return None


def _yaml_files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if not entry.name.startswith(".") and entry.name not in PASSED_OVER:
                yield from _yaml_files(entry)
        elif entry.suffix in SUFFIXES and not entry.name.startswith("."):
            yield entry


def _looks_like_ours(text: str) -> bool:
    """Tell a journey, however broken, from the other YAML files of a project and from fragments."""
    if FRAGMENT.match(text):
        return False
    keys = TOP_KEY.findall(text)
    return not keys or "journey" in keys or any(nearest(key, ("journey", "steps", "base_url")) for key in keys)
