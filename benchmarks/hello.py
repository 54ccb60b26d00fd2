"""The reference of every page: Flask that says hello, under the server that the program runs under."""

import sys

import waitress
from flask import Flask

# As pledges/serving.py has it.
_THREADS = 8

app = Flask(__name__, static_folder=None)


@app.get("/")
def hello() -> str:
    """Say hello."""
    return "hello"


if __name__ == "__main__":
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=_THREADS, ident=None)
