"""The one address of the naive page."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def naive(request, any=""):
    return HttpResponse(str(int(request.POST["start"]) if request.method == "POST" else 1))


urlpatterns = [path("", naive), path("<path:any>", naive)]
