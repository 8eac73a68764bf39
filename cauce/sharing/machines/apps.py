from django.apps import AppConfig


class MachinesConfig(AppConfig):
    name = "cauce.sharing.machines"
    label = "machines"
