"""Runs every test of this folder and prints the counts as one line of JSON."""

import json
import sys
import unittest
from pathlib import Path

suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent), pattern="test_*.py")
result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
# A test with many parts may fail in several and is still one.
failed = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
skipped = len(result.skipped)
print(json.dumps({"passed": max(result.testsRun - failed - skipped, 0), "failed": failed, "skipped": skipped}))
sys.exit(1 if failed else 0)
