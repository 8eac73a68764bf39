from .views_case import case

worklist = case
search = case
open_one = case
