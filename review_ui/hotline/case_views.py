"""Cases: tips that belong together, on one page."""

from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.readers import list_readers
from review_ui.audit.recorder import record
from review_ui.evidence import open_engine
from review_ui.faults import BadRecordError
from review_ui.hotline.belonging import find_related, join
from review_ui.hotline.models import Case, TipAlert
from review_ui.hotline.overview import describe
from review_ui.hotline.sealing import unseal
from review_ui.hotline.sharing import valid_consent
from review_ui.hotline.sharing_forms import ConsentForm, DisclosureForm
from review_ui.policy import Action, may

_SHOWN = 100


@needs(Action.READ_TIP)
@require_GET
def list_cases(request: HttpRequest) -> HttpResponse:
    """Cases with their number of tips, the newest first; joined ones are seen where they went."""
    cases = Case.objects.filter(joined_into=None).annotate(tip_count=Count("tips"), newest=Max("tips__received_at"))
    return render(request, "hotline/cases.html", {"cases": cases.order_by("-newest")[:_SHOWN]})


@needs(Action.READ_TIP)
@require_GET
def show_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """All tips, what the ads say about their identifiers, cases that may belong here, sharing, and who read it."""
    case = get_object_or_404(Case.objects.select_related("joined_into"), pk=case_id)
    if case.joined_into is not None:
        return redirect("case", case.joined_into.pk)
    record(request, "case read", subject=str(case.pk))
    request.session["case_id"] = str(case.pk)
    tips = [(tip, unseal(str(case.pk), str(tip.pk), tip.sealed)) for tip in case.tips.order_by("received_at")]
    words = [told for _tip, told in tips]
    engine = open_engine()
    context = {
        "case": case,
        "tips": tips,
        "named": describe(words, engine),
        "related": find_related(case, words, engine),
        "alerts": TipAlert.objects.filter(key__tip__case=case).count(),
        "readers": list_readers(str(case.pk)),
        "consent": valid_consent(case),
        "disclosures": case.disclosures.order_by("-created_at"),
        "may_disclose": may(actor_of(request).role, Action.DISCLOSE),
        "consent_form": ConsentForm(prefix="consent"),
        "disclosure_form": DisclosureForm(prefix="disclosure"),
    }
    return render(request, "hotline/case.html", context)


@needs(Action.JOIN_TIPS)
@require_POST
def join_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """A person confirms that another case belongs with this one."""
    case = get_object_or_404(Case, pk=case_id, joined_into=None)
    try:
        other = Case.objects.get(number=int(request.POST.get("number", "")), joined_into=None)
    except (ValueError, Case.DoesNotExist) as error:
        raise BadRecordError(_("There is no open case with that number.")) from error
    if other.pk == case.pk:
        raise BadRecordError(_("A case cannot be joined with itself."))
    record(request, "cases joined", subject=str(case.pk), detail=f"took over case {other.pk}")
    join(case, other)
    messages.success(request, _("Case %(number)s now belongs to this one.") % {"number": other.number})
    return redirect("case", case.pk)
