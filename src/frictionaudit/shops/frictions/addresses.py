"""Addresses that only pages with a friction ask for: late, heavy or broken answers."""

from __future__ import annotations

import asyncio
import random

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from frictionaudit.shops.render import STATIC

__all__ = ["ADDRESSES"]

_CAMPAIGN_S = 0.4
_HEAVY_BYTES = 3_500_000
_LATE_PICTURE_S = 2.7
_PICKUP_POINTS_S = 1.4


async def _stock(request: Request) -> Response:
    return JSONResponse({"error": "stock service unavailable"}, 500)


async def _refuse(request: Request) -> Response:
    return JSONResponse({"error": "unprocessable"}, 422)


async def _pickup_points(request: Request) -> Response:
    await asyncio.sleep(_PICKUP_POINTS_S)
    return JSONResponse([{"name": "Kauppakuja 2"}])


async def _campaign(request: Request) -> Response:
    await asyncio.sleep(_CAMPAIGN_S)
    return JSONResponse({"name": "moss"})


async def _late_picture(request: Request) -> Response:
    await asyncio.sleep(_LATE_PICTURE_S)
    return _picture(b"")


async def _heavy_picture(request: Request) -> Response:
    # What stands behind the end of a WebP is carried and ignored.
    return _picture(random.Random(1).randbytes(_HEAVY_BYTES))


def _picture(padding: bytes) -> Response:
    content = (STATIC / "pictures" / "hero.webp").read_bytes() + padding
    return Response(content, media_type="image/webp", headers={"Cache-Control": "no-store"})


ADDRESSES: tuple[BaseRoute, ...] = (
    Route("/stock", _stock),
    Route("/refuse", _refuse, methods=["POST"]),
    Route("/pickup-points", _pickup_points),
    Route("/campaign", _campaign),
    Route("/late-picture", _late_picture),
    Route("/heavy-picture", _heavy_picture),
)
