"""Steps and programs: named SELECTs in DuckDB's dialect, chained; a plan that can be read, explained and run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guatu.domain import GuatuError


@dataclass(frozen=True, slots=True)
class Step:
    """One named SELECT. `needs` names the tables and steps it reads; `because` says why it is there.

    `kept` asks the engine to hold the result because several later steps read it.
    """

    name: str
    sql: str
    needs: tuple[str, ...]
    because: str = ""
    kept: bool = False


@dataclass(frozen=True)
class Program:
    """Steps in order and the names of those whose rows are wanted.

    `ordered_by` names the columns by which an output's rows are put in order, so that two runs can be compared.
    """

    steps: tuple[Step, ...]
    outputs: tuple[str, ...]
    ordered_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if len(set(names)) != len(names):
            raise GuatuError("a program has two steps of one name")
        missing = [name for name in self.outputs if name not in names]
        if missing:
            raise GuatuError(f"a program has no step for its output {missing[0]}")
        seen: set[str] = set()
        for step in self.steps:
            late = [need for need in step.needs if need in names and need not in seen]
            if late:
                raise GuatuError(f"step {step.name} reads {late[0]} before it is made")
            seen.add(step.name)

    @property
    def tables(self) -> tuple[str, ...]:
        """The fact tables the program reads, each once, in the order first needed."""
        names = {step.name for step in self.steps}
        return tuple(dict.fromkeys(need for step in self.steps for need in step.needs if need not in names))

    def upstream(self, name: str) -> tuple[Step, ...]:
        """Return the steps a step is made of that are not kept, in order, and last the step itself."""
        steps = {step.name: step for step in self.steps}
        found: set[str] = set()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(need for need in steps[one].needs if need in steps and not steps[need].kept)
        return tuple(step for step in self.steps if step.name in found)

    def statement(self, name: str) -> str:
        """Return one SELECT that makes a step from fact tables and kept steps.

        A chain of views would be bound anew by each view on top of it; one statement is bound once.
        """
        parts = [f"{quote(step.name)} AS NOT MATERIALIZED (\n{step.sql}\n)" for step in self.upstream(name)]
        return f"WITH {', '.join(parts)}\nSELECT * FROM {quote(name)}"

    def explain(self) -> str:
        """Return the program as text: each step with its reason and its SQL."""
        parts = [f"-- {step.name}: {step.because}\n{step.sql.strip()}\n" for step in self.steps]
        return "\n".join(parts) + f"-- outputs: {', '.join(self.outputs)}\n"


def quote(name: str) -> str:
    """Return a name quoted as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text quoted as a string of SQL."""
    return "'" + text.replace("'", "''") + "'"
