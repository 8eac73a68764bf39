"""A sealed envelope: only what was agreed to, datum by datum; and why a second person does not sign."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.content.vocabulary import Vocabulary
from cauce.rules import envelope as rules
from cauce.ui.fields import WorkForm, choice, line, words
from cauce.ui.words import say


class EnvelopeForm(WorkForm):
    """``allowed``: the data that the person agreed to give this receiver, in order."""

    def __init__(self, vocabulary: Vocabulary, allowed: Iterable[str], data=None) -> None:
        super().__init__(data)
        for name in allowed:
            self.fields[name] = line(words(vocabulary.labels[name]), required=False, most=rules.MOST)

    def held(self) -> dict[str, str]:
        """What was written, by datum; an empty one does not go."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class RefuseForm(WorkForm):
    """Why it is not signed, by code."""

    reason = choice(say("Por qué no", "Why not"), [(id, words(text)) for id, text in rules.REFUSALS.items()])
