"""The figures that the notes give, held to what AWS's own service models state."""

import sys
import tomllib
import unittest
from pathlib import Path

from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader

FIGURES = Path(__file__).resolve().parents[3] / "content" / "figures"


def follow(model, path):
    """What a dotted path leads to in a model; LookupError where it leads nowhere."""
    for part in path.split("."):
        if isinstance(model, list):
            model = model[int(part)] if part.isdigit() else {}[part]
        elif isinstance(model, dict):
            model = model[part]
        else:
            raise KeyError(part)
    return model


class Figures(unittest.TestCase):
    def test_every_figure_is_what_the_service_model_states(self):
        loader, compared = Loader(), 0
        for file in sorted(FIGURES.glob("*.toml")):
            for figure in tomllib.loads(file.read_text(encoding="utf-8"))["figure"]:
                with self.subTest(note=file.stem, says=figure["says"]):
                    self.compare(loader, figure)
                    compared += 1
        print(f"{compared} figures of notes compared with service models", file=sys.stderr)

    def compare(self, loader, figure):
        try:
            model = loader.load_service_model(figure["service"], "service-2")
        except UnknownServiceError:
            self.fail(f"botocore has no service {figure['service']}")
        try:
            stated = follow(model, figure["path"])
        except LookupError:
            self.fail(f"{figure['path']} leads nowhere in the model of {figure['service']}")
        self.assertEqual(stated, figure["value"], f"{figure['service']} {figure['path']}")

    def test_a_path_that_leads_nowhere_is_told(self):
        model = {"shapes": {"Name": {"max": 3, "enum": ["A"]}}}
        self.assertEqual(follow(model, "shapes.Name.enum.0"), "A")
        for nowhere in ["shapes.Nam.max", "shapes.Name.max.more", "shapes.Name.enum.1", "shapes.Name.enum.first"]:
            with self.subTest(nowhere), self.assertRaises(LookupError):
                follow(model, nowhere)


if __name__ == "__main__":
    unittest.main()
