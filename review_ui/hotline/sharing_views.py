"""Consent and disclosure, by a supervisor."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.faults import BadRecordError, RefusedError
from review_ui.hotline.models import Case, Disclosure
from review_ui.hotline.sharing import NewDisclosure, disclose, record_consent, withdraw_consent
from review_ui.hotline.sharing_forms import ConsentForm, DisclosureForm
from review_ui.policy import Action


@needs(Action.WRITE_TIP)
@require_POST
def keep_consent(request: HttpRequest, case_id: str) -> HttpResponse:
    """Write down what the caller answered."""
    case = get_object_or_404(Case, pk=case_id, joined_into=None)
    given = _cleaned(ConsentForm(request.POST, prefix="consent"))
    consent = record_consent(case, given, actor_of(request))
    record(request, "consent kept", subject=str(case.pk), detail=f"{consent.state} {consent.scope}")
    return redirect("case", case.pk)


@needs(Action.WRITE_TIP)
@require_POST
def withdraw(request: HttpRequest, case_id: str) -> HttpResponse:
    """The caller takes the consent back."""
    case = get_object_or_404(Case, pk=case_id, joined_into=None)
    record(request, "consent withdrawn", subject=str(case.pk))
    marked = withdraw_consent(case)
    messages.success(request, _("Withdrawn. Disclosures marked: %(number)s.") % {"number": marked})
    return redirect("case", case.pk)


@needs(Action.DISCLOSE)
@require_POST
def disclose_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """Let chosen fields leave. A recipient nobody disclosed to before is confirmed a second time."""
    case = get_object_or_404(Case, pk=case_id, joined_into=None)
    asked = _cleaned(DisclosureForm(request.POST, prefix="disclosure"))
    recipient = str(asked["recipient"])
    if not asked["is_new_recipient_meant"] and not Disclosure.objects.filter(recipient__iexact=recipient).exists():
        raise RefusedError(_("Nothing was ever disclosed to this recipient. Confirm that you mean it."))
    fields = asked["fields_shared"]
    new = NewDisclosure(
        recipient=recipient,
        jurisdiction=str(asked["jurisdiction"]),
        legal_basis=str(asked["legal_basis"]),
        fields=fields if isinstance(fields, list) else [],
    )
    record(request, "disclosed", subject=str(case.pk), detail=f"{new.legal_basis}: {' '.join(new.fields)}")
    disclose(case, new, actor_of(request))
    messages.success(request, _("Disclosed as a signed file."))
    return redirect("case", case.pk)


@needs(Action.DISCLOSE)
@require_POST
def note_outcome(request: HttpRequest, disclosure_id: str) -> HttpResponse:
    """The recipient answered: its clock stops."""
    disclosure = get_object_or_404(Disclosure, pk=disclosure_id)
    disclosure.outcome = request.POST.get("outcome", "").strip()[:300]
    disclosure.acknowledged_at = timezone.now()
    disclosure.save(update_fields=["outcome", "acknowledged_at"])
    record(request, "outcome noted", subject=str(disclosure.case_id))
    return redirect("case", disclosure.case_id)


def _cleaned(form: forms.Form) -> dict[str, object]:
    if not form.is_valid():
        message = "; ".join(
            f"{form.fields[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()
        )
        raise BadRecordError(message)
    return dict(form.cleaned_data)
