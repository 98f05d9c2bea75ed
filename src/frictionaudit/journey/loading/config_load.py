"""From frictionaudit.yaml to `Config`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from frictionaudit.journey.brand import check_brand
from frictionaudit.journey.config import Brand, Config
from frictionaudit.journey.loading.build import head_secrets
from frictionaudit.journey.loading.document import Document
from frictionaudit.journey.loading.meaning import check_data, check_head
from frictionaudit.journey.loading.near import did_you_mean
from frictionaudit.journey.loading.places import inside
from frictionaudit.journey.loading.values import secrets_of
from frictionaudit.journey.model import NetworkProfile, Persona, Suppression, Viewport
from frictionaudit.journey.personas import BUILT_IN, NETWORKS, with_device
from frictionaudit.journey.shapes.config_file import BrandFile, ConfigFile, NetworkFile, PersonaFile
from frictionaudit.journey.shapes.file import HeadFile
from frictionaudit.journey.shapes.shape import read_shape

__all__ = ["load_config"]


PASSED_ON = (
    *("device_scale_factor", "is_mobile", "user_agent", "input", "locale"),
    *("cpu_slowdown", "traffic_share", "is_needs_based"),
)


def load_config(document: Document) -> Config | None:
    """Make the config of a document; None where it has mistakes, which the document then holds."""
    document.load()
    if document.mistakes and document.data is None:
        return None
    if document.data is None:
        document.report((), "the file is empty", "write 'personas:', 'traffic:', 'brand:' or 'defaults:', or delete it")
        return None
    if not isinstance(document.data, dict):
        document.report((), "frictionaudit.yaml must be a group of keys", "begin with 'personas:' or 'defaults:'")
        return None
    file = read_shape(document, ConfigFile)
    _check(document, document.data)
    if file is None or any(not each.is_warning for each in document.mistakes):
        return None
    defaults = document.data.get("defaults", {})
    return Config(
        file=document.file,
        personas=tuple(_persona(name, persona) for name, persona in (file.personas or {}).items()),
        traffic=file.traffic or {},
        brand=_brand(file.brand, document.file.parent) if file.brand else Brand(),
        suppress=tuple(Suppression(**each.model_dump(exclude_none=True)) for each in file.suppress or ()),
        language=file.language or "",
        defaults=file.defaults or HeadFile(),
        secrets=(*secrets_of(defaults.get("data")), *head_secrets(defaults)),
    )


def _check(document: Document, data: dict[str, Any]) -> None:
    own = data.get("personas")
    names = [*(own if isinstance(own, dict) else ()), *BUILT_IN]
    for name in names:
        if not re.fullmatch(r"[\w][\w .-]*", name):
            document.report(
                ("personas", name), f"'{name}' is no name for a persona", "use words and hyphens", at_key=True
            )
    traffic = data.get("traffic")
    for name in traffic if isinstance(traffic, dict) else ():
        if name not in names:
            mend = did_you_mean(name, names, "personas")
            document.report(("traffic", name), f"unknown persona '{name}'", mend, at_key=True)
    brand = data.get("brand")
    if isinstance(brand, dict):
        check_brand(document, brand)
    defaults = data.get("defaults")
    if isinstance(defaults, dict):
        safety = defaults.get("safety")
        real_card = isinstance(safety, dict) and safety.get("real_card") is True
        check_head(document, defaults, ("defaults",), tuple(names))
        check_data(document, defaults.get("data"), ("defaults", "data"), real_card)


def _persona(name: str, file: PersonaFile) -> Persona:
    base = BUILT_IN[file.based_on or "desktop-careful"]
    persona = base.model_copy(update={"name": name, "title": file.title or ""})
    if file.device:
        persona = with_device(persona, file.device)
    update = {key: value for key in PASSED_ON if (value := getattr(file, key)) is not None}
    if file.viewport:
        update["viewport"] = Viewport(width=file.viewport.width, height=file.viewport.height)
    if file.patience:
        update["patience_s"] = file.patience
    if file.network:
        update["network"] = _network(file.network)
    return persona.model_copy(update=update)


def _network(file: str | NetworkFile) -> NetworkProfile | None:
    if isinstance(file, str):
        return NETWORKS.get(file)
    return NetworkProfile(name="own", **file.model_dump())


def _brand(file: BrandFile, folder: Path) -> Brand:
    places = {key: inside(folder, name) for key in ("logo", "templates") if (name := getattr(file, key))}
    return Brand.model_validate(file.model_dump(exclude_none=True) | places)
