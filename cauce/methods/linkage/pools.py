"""Names to invent people from: common ones everybody knows, and a long tail made of syllables.

The frequencies are invented (Zipf); only their shape is like life: a few names that many have, and
places where a handful of surnames covers nearly everybody. No line stands for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WOMEN = (
    "Guadalupe Juana Margarita Verónica Leticia Rosa Elena Alejandra Gabriela Patricia Yolanda Teresa "
    "Martha Silvia Carmen Claudia Adriana Rosario Isabel Araceli Francisca Lucía Alicia Josefa Lorena "
    "Beatriz Esperanza Norma Concepción Irma Antonia Daniela Fernanda Victoria Magdalena Mercedes Ana "
    "Laura Susana Refugio Dolores Soledad Micaela Petrona Pascuala Catarina Florencia Angelina Xóchitl "
    "Citlali Itzel Nayeli Yaretzi Ixchel Zazil Nicté Yatziri Marisela Graciela Hortensia Amalia Celia "
    "Delfina Eulalia Ofelia Rebeca Sara Natalia Paulina Ximena Renata Valeria Regina Andrea Karla"
).split()
MEN = (
    "Juan José Francisco Antonio Jesús Miguel Pedro Alejandro Manuel Roberto Fernando Carlos Jorge "
    "Ricardo Eduardo Javier Rafael Raúl Martín Luis Sergio Arturo Enrique Ramón Gerardo Mario Alberto "
    "Daniel Alfredo Guillermo Salvador Armando Víctor Ignacio Vicente Gustavo Santiago Andrés Domingo "
    "Mateo Sebastián Agustín Marcos Lorenzo Nicolás Pascual Mariano Lucas Diego Cuauhtémoc Tonatiuh "
    "Balam Itzamná Gabriel Ernesto Gilberto Humberto Heriberto Norberto Alfonso Ildefonso Gregorio "
    "Feliciano Anastasio Edmundo Eulalio Óscar Hugo Iván Emiliano Leonardo Bruno Saúl Adán Abel"
).split()
SPANISH = (
    "Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores Gómez Morales "
    "Vázquez Jiménez Reyes Díaz Torres Gutiérrez Ruiz Mendoza Aguilar Ortiz Moreno Castillo Romero Álvarez "
    "Méndez Chávez Rivera Juárez Ramos Domínguez Herrera Medina Castro Vargas Guzmán Velázquez Rojas "
    "Contreras Salazar Luna Ortega Santiago Guerrero Estrada Bautista Cortés Soto Alvarado Lara Ríos "
    "Cervantes Silva Delgado Vega Márquez Sandoval Carrillo Fuentes León Mejía Solís Rosas Núñez Ibarra "
    "Valdez Campos Santos Camacho Navarro Peña Maldonado Rangel Rosales Salas Miranda Trejo Cabrera Zúñiga "
    "Padilla Espinoza Orozco Serrano Acosta Molina Pacheco Ávila Valencia Meza Suárez Ochoa Villarreal Nava "
    "Cárdenas Robles Galván Ponce Montoya Escobar Villegas Zavala Lozano Becerra Quintero Huerta Tapia Mata"
).split()
PARTICLED = (
    "de la Cruz",
    "de la Rosa",
    "de los Santos",
    "del Ángel",
    "de León",
    "del Valle",
    "San Juan",
)
MAYA = (
    "Pech Canul Chan Dzul Poot Xool Tzuc Uc Ek Ku Balam Canché Cocom Chi Cob Couoh Euán Hau Huchim Ix May "
    "Mex Moo Nah Noh Puc Pool Tun Tuz Xiu Yam Kauil Cauich Ciau Dzib Koyoc Kantún Tec Uicab Yah Matú Citúk"
).split()
NAHUA = (
    "Xochitl Tecuapetla Cuautle Coyotl Tepox Tlatelpa Xicale Xochihua Tlaxcalteco Zacatzontle "
    "Mixcoatl Tzompantzi Cuatecontzi Tecuatl Ahuatl Ixtlapale Cocoletzi Texis Tzitzihua Zempoaltecatl "
    "Tetzoyotl Quechol Xolaltenco"
).split()
ZAPOTEC = (
    "Guiexuba Binni Regalado Xhuncu Ruíz Nisaguié Toledo Xhana Guendabiaani Bigose Bidxaa Dxi Nagola Beedxe "
    "Xquidxi Laxhidó Yoo Gubidxa Guzio Nayaa"
).split()
HIGHLANDS = "Gómez Hernández López Pérez Díaz Jiménez Sántiz Ruiz Méndez Girón Núñez de la Cruz".replace(
    "de la Cruz", "Shilón"
).split()
ONSETS = "b c ch d f g j l ll m n p r s t v z br cl cr dr fr gr pl tr".split()
VOWELS = "a e i o u ia ue ie".split()
ENDINGS = "ñez rra lla no s l n da ta ro les zo ga co".split()


@dataclass(frozen=True)
class Pool:
    """Names with the chance of each."""

    names: NDArray[np.object_]
    chance: NDArray[np.float64]

    def draw(self, chance: np.random.Generator, size: int) -> NDArray[np.object_]:
        """``size`` names, independently."""
        found: NDArray[np.object_] = self.names[chance.choice(len(self.names), size, p=self.chance)]
        return found


def zipf(names: Sequence[str], exponent: float = 1.0, flat: float = 2.0) -> Pool:
    """A pool in which the k-th name has the chance (k + flat)^−exponent."""
    weight = (np.arange(len(names)) + 1 + flat) ** -exponent
    return Pool(np.array(names, dtype=object), weight / weight.sum())


def tail(chance: np.random.Generator, many: int) -> list[str]:
    """Surnames that sound Spanish and are nobody's: syllables put together."""
    found: dict[str, None] = {}
    while len(found) < many:
        parts = [
            str(chance.choice(ONSETS)) + str(chance.choice(VOWELS)) for _ in range(int(chance.integers(1, 3)))
        ]
        found["".join(parts).capitalize() + str(chance.choice(ENDINGS))] = None
    return list(found)
