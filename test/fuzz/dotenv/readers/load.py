"""Loads each file listed in the file named by the first argument with python-dotenv; prints a JSON object a line."""
import json
import logging
import os
import sys

import dotenv

logging.disable(logging.CRITICAL)
with open(sys.argv[1], encoding="utf-8") as listed:
    paths = listed.read().splitlines()
for path in paths:
    os.environ.clear()
    try:
        dotenv.load_dotenv(path)
        found = dict(os.environ)
    except Exception:
        found = None
    print(json.dumps(found))
