from .views_case import case

told = case
choose = case
record = case
depart = case
