"""The reference of the start: Flask and SQLAlchemy with one table, which is made, filled and asked for its rows."""

import sys

import waitress
from flask import Flask
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

_THREADS = 8

app = Flask(__name__, static_folder=None)
engine = create_engine(f"sqlite:///{sys.argv[2]}")


class Base(DeclarativeBase):
    """What SQLAlchemy asks for."""


class Visit(Base):
    """One table."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)


@app.get("/")
def show() -> str:
    """Answer with one query."""
    with Session(engine) as session:
        return str(session.scalar(select(func.count()).select_from(Visit)))


if __name__ == "__main__":
    Base.metadata.create_all(engine)
    waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=_THREADS, ident=None)
