"""The door of lessons and exercises."""

from cauce.content.model import both
from cauce.ui.doors import Door, Mount, Section

DOOR = Door(
    __package__,
    urls=(Mount("lecciones/", "urls", "learning", also=("ejercicios/", "practicas/", "constancias/")),),
    menu=(Section("learning:index", "learning.use", both("Lecciones", "Lessons"), "training", weight=20),),
    costly=(
        "learning:booklet",
        "learning:lesson_paper",
        "learning:certificate",
    ),
    help="guides/everybody#lessons",
)
