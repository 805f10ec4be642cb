"""The tip form: short enough to fill while somebody speaks."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from review_ui.hotline.choices import Channel, Consent, Exploitation, Reporter, Sector, Urgency


class TipForm(forms.Form):
    """What the worker writes down. Only the narrative must be given."""

    narrative = forms.CharField(
        label=_("What was told"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"})
    )
    identifiers = forms.CharField(
        label=_("Numbers, addresses, handles"),
        max_length=2_000,
        required=False,
        help_text=_("One per line."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    safe_contact = forms.CharField(label=_("Safe way to call back"), max_length=300, required=False)
    organisation = forms.CharField(label=_("Employer, agency or hotel"), max_length=200, required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, initial=Urgency.ROUTINE)
    reporter = forms.ChoiceField(label=_("Who tells us"), choices=Reporter.choices, initial=Reporter.UNKNOWN)
    exploitation = forms.ChoiceField(label=_("About"), choices=Exploitation.choices, initial=Exploitation.UNKNOWN)
    sector = forms.ChoiceField(label=_("Trade"), choices=Sector.choices, initial=Sector.UNKNOWN, required=False)
    language = forms.CharField(label=_("Language spoken"), max_length=60, required=False)
    needs_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    consent = forms.ChoiceField(label=_("Consent to share"), choices=Consent.choices, initial=Consent.NOT_ASKED)
    channel = forms.ChoiceField(label=_("Came by"), choices=Channel.choices, initial=Channel.PHONE)
    involves_minor = forms.BooleanField(label=_("A minor may be involved"), required=False)

    def clean_sector(self) -> str:
        """Forms that were opened before the field was there leave it out."""
        return self.cleaned_data["sector"] or Sector.UNKNOWN.value


class NewTipForm(TipForm):
    """The form of a tip that is not kept yet; its id becomes that of the tip, so that sending it twice keeps one."""

    form_id = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
