"""Reads the files listed in the file named by the first argument with python-dotenv; prints a JSON object a line."""
import json
import logging
import os
import sys

import dotenv

logging.disable(logging.CRITICAL)
os.environ.clear()
with open(sys.argv[1], encoding="utf-8") as listed:
    for line in listed:
        path = line.split()[0]
        try:
            found = {name: value or "" for name, value in dotenv.dotenv_values(path).items()}
        except Exception:
            found = None
        print(json.dumps(found))
