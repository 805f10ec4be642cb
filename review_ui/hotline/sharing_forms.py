"""Forms for consent and disclosure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from review_ui.hotline.choices import Consent, LegalBasis, Scope
from review_ui.hotline.sharing import CHOICE_FIELDS, WORD_FIELDS

_FIELD_NAMES = {
    "narrative": _("What was told"),
    "identifiers": _("Identifiers"),
    "place": _("Place"),
    "organisation": _("Employer, agency or hotel"),
    "safe_contact": _("Safe way to call back"),
    "exploitation": _("About"),
    "urgency": _("Urgency"),
    "received_at": _("Received"),
    "involves_minor": _("Whether a minor may be involved"),
}


class ConsentForm(forms.Form):
    """What was agreed."""

    state = forms.ChoiceField(label=_("Answer"), choices=[c for c in Consent.choices if c[0] != Consent.WITHDRAWN])
    scope = forms.ChoiceField(label=_("To whom"), choices=Scope.choices)
    giver = forms.CharField(label=_("Given by"), max_length=200, required=False)
    expires_on = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class DisclosureForm(forms.Form):
    """What leaves, to whom and why."""

    recipient = forms.CharField(label=_("Recipient"), max_length=200)
    jurisdiction = forms.CharField(label=_("Jurisdiction"), max_length=120)
    legal_basis = forms.ChoiceField(label=_("Legal basis"), choices=LegalBasis.choices)
    fields_shared = forms.MultipleChoiceField(
        label=_("What may leave"),
        choices=[(name, _FIELD_NAMES[name]) for name in (*WORD_FIELDS, *CHOICE_FIELDS)],
        widget=forms.CheckboxSelectMultiple,
    )
    is_new_recipient_meant = forms.BooleanField(
        label=_("I mean this recipient, also if it is a new one"), required=False
    )
