# SPDX-License-Identifier: MIT
# Authors and their books: integer identifiers, pages, a foreign key. Django REST framework writes the document.
#   python3 app.py schema | python3 app.py serve PORT
import os
import sys

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["STATE"] + "/books.sqlite"}},
    DEBUG=False,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "PAGE_SIZE": 10,
        "UNAUTHENTICATED_USER": None,
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="for this test alone",
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import include, path  # noqa: E402
from rest_framework import routers, serializers, viewsets  # noqa: E402


class Author(models.Model):
    name = models.CharField(max_length=60)
    born = models.DateField(null=True)

    class Meta:
        app_label = "books"


class Book(models.Model):
    FORMS = [("paper", "on paper"), ("audio", "as audio")]
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    title = models.CharField(max_length=120)
    form = models.CharField(max_length=8, choices=FORMS, default="paper")
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "books"


class AuthorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Author
        fields = ["id", "name", "born"]


class BookSerializer(serializers.ModelSerializer):
    class Meta:
        model = Book
        fields = ["id", "author", "title", "form", "pages"]


class AuthorViewSet(viewsets.ModelViewSet):
    queryset = Author.objects.order_by("id")
    serializer_class = AuthorSerializer

    def perform_destroy(self, author):
        author.books.all().delete()
        author.delete()


class BookViewSet(viewsets.ModelViewSet):
    queryset = Book.objects.order_by("id")
    serializer_class = BookSerializer


router = routers.DefaultRouter()
router.include_root_view = False
router.register("authors", AuthorViewSet)
router.register("books", BookViewSet)
urlpatterns = [path("", include(router.urls))]

if __name__ == "__main__":
    if sys.argv[1] == "schema":
        call_command("generateschema", format="openapi-json", title="Books")
    else:
        with connection.schema_editor() as editor:
            editor.create_model(Author)
            editor.create_model(Book)
        call_command("runserver", "127.0.0.1:" + sys.argv[2], use_reloader=False)
