"""Wrong calls, told in Chinese: the library's own sentences are English."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, AnyStr

import click

from guatu.domain import nearest


class WrongCall(click.ClickException):
    """A call that cannot be carried out: one sentence, where to read on, exit code 2."""

    exit_code = 2

    def __init__(self, sentence: str, command: str) -> None:
        super().__init__(sentence)
        self.command = command

    def show(self, file: IO[AnyStr] | None = None) -> None:
        """Print the sentence on the error stream."""
        click.secho(f"用法不对：{self.message}", fg="red", err=True, file=file)
        click.echo(f"怎样用：{self.command} --help", err=True, file=file)


class Interrupted(click.ClickException):
    """Ctrl-C before a verb was at work: nothing was written."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("已中断。")

    def show(self, file: IO[AnyStr] | None = None) -> None:
        """Print the sentence on the error stream."""
        click.secho(self.message, fg="yellow", err=True, file=file)


@contextmanager
def told_in_chinese() -> Iterator[None]:
    """Turn the library's usage errors into a WrongCall and Ctrl-C into a word; a bare `guatu` still prints its help."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted from error
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise WrongCall(usage_sentence(error), error.ctx.command_path if error.ctx else "guatu") from error


def usage_sentence(error: click.ClickException) -> str:
    """Return what a person should hear about a wrong call, with the way out."""
    match error:
        case click.MissingParameter(param=click.Option() as option):
            return f"缺少选项 {'/'.join(option.opts)}：{option.help or ''}"
        case click.MissingParameter(param=click.Parameter() as argument):
            return f"缺少 {argument.make_metavar(error.ctx) if error.ctx else argument.name}"
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{nearest(error.option_name, _options(error.ctx))}"
        case click.NoSuchCommand():
            return f"没有命令 {error.command_name}{nearest(error.command_name, _verbs(error.ctx))}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面要写一个值"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_name(parameter)}：{error.message}"
        case click.UsageError(message=str(message)) if message.startswith("Got unexpected extra argument"):
            return f"多写了 {message.partition('(')[2].rstrip(')')}；有空格的路径请用引号括起来"
        case _:
            return error.format_message()


def _name(parameter: click.Parameter) -> str:
    return "/".join(parameter.opts) if isinstance(parameter, click.Option) else (parameter.name or "").upper()


def _options(ctx: click.Context | None) -> list[str]:
    return [] if ctx is None else [name for one in ctx.command.params for name in one.opts]


def _verbs(ctx: click.Context | None) -> list[str]:
    return ctx.command.list_commands(ctx) if ctx and isinstance(ctx.command, click.Group) else []
