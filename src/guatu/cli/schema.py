"""`guatu schema`: the JSON Schema of packs, for editors."""

import json

import click

from guatu.pack import json_schema


@click.command("schema")
def command() -> None:
    """在标准输出写出政策包的 JSON Schema，编辑器据此提示和检查。"""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
