"""One sample run for all tests of the page: its pictures take a while to draw."""

from __future__ import annotations

import pytest
from tests.report.sample import Sample, make_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("run"))
