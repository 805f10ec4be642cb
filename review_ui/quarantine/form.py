"""How an officer decides a task."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

OUTCOMES: Final = (
    ("reported", _("Reported to the authority")),
    ("not listed", _("Not what the list means: a wrong hit")),
    ("handed over", _("Handed over to another officer")),
)


class DecisionForm(forms.Form):
    """What was done, and why."""

    outcome = forms.ChoiceField(label=_("What was done"), choices=OUTCOMES)
    reason = forms.CharField(
        label=_("Why, and the number of the report"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
