"""An export is made of files that an import reads."""

from pathlib import Path

import pytest

from data import starter
from data.formats.folders import export_folder, import_paths
from data.formats.reading import MOST_BYTES
from tests.data.formats.readings import all_problems

pytestmark = pytest.mark.uncounted


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_large_library_is_exported_in_as_many_files_as_it_takes(tmp_path: Path, form: str) -> None:
    reviews = list(starter.read(starter.files()).values()) * 13
    files = list(export_folder(reviews, tmp_path / form, form))
    assert len(files) > 1
    assert max(file.stat().st_size for file in files) <= MOST_BYTES
    readings = [one.reading for one in import_paths([tmp_path / form])]
    assert not [problem for reading in readings for problem in all_problems(reading)]
    assert [draft.review for reading in readings for draft in reading.drafts] == reviews
