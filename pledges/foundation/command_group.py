"""Commands that cannot do what they were asked say so in one line, not with where in the program it was found."""

from typing import Any

import click
from alembic.util import CommandError
from flask.cli import AppGroup
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from pledges.foundation.errors import DomainError


class CommandGroup(AppGroup):
    """A group of commands, ``flask <group> <command>``."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; end with exit code 1 and one line when it is refused."""
        try:
            return super().invoke(ctx)
        except DomainError as refusal:
            raise click.ClickException(f"{refusal.title}. {refusal.advice % refusal.values}") from refusal
        except (IntegrityError, DataError, OverflowError) as refusal:
            raise click.ClickException("the database does not take this; is there such an id?") from refusal
        except DBAPIError as refusal:
            raise click.ClickException(
                "the database does not answer as it should; is it migrated?"
            ) from refusal
        except CommandError as refusal:
            raise click.ClickException(str(refusal)) from refusal
        except OSError as refusal:
            raise click.ClickException(f"{refusal.filename}: {refusal.strerror}") from refusal
