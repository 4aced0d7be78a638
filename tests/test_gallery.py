"""docs/gallery.md against the scenes it is drawn from: nothing is missing, nothing left over, all of it small."""

from tests.gallery.page import page
from tests.gallery.pictures import LOOKS
from tests.gallery.scenes import SCENES
from tests.test_house import ROOT, read

_MOST_BYTES = 1_500_000


def test_the_gallery_is_drawn_from_its_scenes() -> None:
    assert read("docs/gallery.md") == page(SCENES), "draw it anew: make gallery"


def test_every_scene_has_its_pictures_and_they_are_small() -> None:
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs" / "gallery").iterdir()}
    assert pictures.keys() == {f"{scene.name}-{look.name}.png" for scene in SCENES for look in LOOKS}
    assert sum(pictures.values()) < _MOST_BYTES
