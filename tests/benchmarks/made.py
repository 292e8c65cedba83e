"""News articles made of templates, as many as a measurement needs, the same on every run.

Names, places and numbers change from article to article, so that no two tell the same; the words
are our own. They are for measuring time, not quality: the sentences are the same few dozen.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

FIRST = ("Rina", "Bagus", "Sekar", "Dimas", "Wulan", "Arif", "Maya", "Hendra", "Lestari", "Yusuf",
         "Tono", "Ratih", "Galih", "Nadia", "Surya", "Melati")  # fmt: skip
MIDDLE = ("Ayu", "Putra", "Dewi", "Eka", "Kartika", "Wahyu", "Indra", "Tri", "Budi", "Sari",
          "Agung", "Permata", "Adi", "Cahya", "Nur", "Teguh")  # fmt: skip
LAST = ("Pranata", "Wijayanti", "Hutabarat", "Nasution", "Saputri", "Gunadi", "Maheswara",
        "Siregar", "Kusnadi", "Lubis", "Tanuwijaya", "Rahayu", "Basuki", "Ginting")  # fmt: skip
CITIES = ("Semarang", "Makassar", "Padang", "Kupang", "Pontianak", "Manado", "Jambi", "Malang",
          "Ambon", "Mataram", "Palu", "Bengkulu", "Samarinda", "Surakarta")  # fmt: skip
COUNTRIES = ("Jepang", "Australia", "Malaysia", "Mesir", "Brasil", "Kanada", "Norwegia", "India",
             "Turki", "Filipina", "Kenya", "Vietnam")  # fmt: skip
BODIES = ("Kementerian Perhubungan", "Kementerian Kesehatan", "Bank Indonesia", "Komisi Yudisial",
          "Badan Nasional Penanggulangan Bencana", "PT Samudra Jaya", "Universitas Nusa Raya",
          "Kejaksaan Agung", "Palang Merah Indonesia", "Perhimpunan Petani Muda")  # fmt: skip
OFFICES = ("Menteri Perdagangan", "Gubernur", "Wali Kota", "Kepala Dinas Pendidikan", "Bupati",
           "Juru bicara kepolisian", "Ketua serikat pekerja", "Direktur utama")  # fmt: skip
GROUPS = ("nelayan", "warga", "petani", "mahasiswa", "buruh pabrik", "sopir truk", "relawan",
          "pedagang pasar", "dokter muda", "penumpang")  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")
MONTHS = ("Januari", "Maret", "Mei", "Juli", "Agustus", "Oktober", "November")

HEADLINES = (
    "{office} {city} {last} janjikan bantuan bagi {group}",
    "{n} {group} diselamatkan dari banjir di {city}",
    "{country} dan {country2} sepakat tambah perdagangan",
    "Gempa guncang {city}, {n} orang terluka",
    "{body} tolak tuntutan {group}",
)
SENTENCES = """\
{office} {city} {person} mengatakan pemerintah akan mengirim bantuan kepada {n} {group} yang kehilangan rumah.
Banjir menewaskan {few} orang dan melukai {n} lainnya di {city} pada {day}, {date} {month} 2024.
Polisi menangkap {few} tersangka setelah {group} melaporkan pencurian di {city}.
"Kami tidak akan menunggu lebih lama," kata {last} kepada wartawan di {city}.
Menurut {body}, sedikitnya {n} rumah rusak dan kerugian mencapai {m} miliar rupiah.
{country} memanggil duta besar {country2} untuk memprotes penahanan {few} {group}.
{body} membantah tuduhan bahwa perusahaan itu membayar pejabat di {city}.
Pengadilan di {city} menjatuhkan hukuman {few} tahun penjara kepada {person} karena korupsi.
Ratusan {group} berunjuk rasa di depan kantor {body} untuk menuntut kenaikan upah.
Presiden {country} bertemu dengan perdana menteri {country2} di {city} untuk membahas perdagangan.
{person}, {office} yang dilantik pada {month} lalu, menolak berkomentar tentang laporan tersebut.
Sebuah kapal yang membawa {n} penumpang tenggelam di lepas pantai {city}, tetapi {few} orang berhasil diselamatkan.
Angka itu naik {few} persen dibandingkan tahun sebelumnya, menurut data {body}.
{country} akan mengerahkan {n} tentara ke perbatasan, kata juru bicara pemerintah pada {day}.
Para {group} yang mengungsi sejak {day} mulai kembali ke rumah mereka, dan relawan membagikan makanan.
Ia menambahkan bahwa {body} sedang menyelidiki penyebab kebakaran yang menghancurkan pasar di {city}.
{person} dituduh menyuap {few} hakim, namun pengacaranya mengatakan kliennya tidak bersalah.
Serikat itu mengancam akan mogok kerja jika {body} tidak memenuhi janji yang dibuat pada {date} {month}.
Dokter di rumah sakit {city} merawat {n} pasien, termasuk {few} anak yang diduga keracunan.
{country2} dan {country} menandatangani perjanjian senilai {m} juta dolar AS di {city}.
Tidak ada korban jiwa dalam kecelakaan itu, kata kepala kepolisian {city} {person}.
Pemerintah daerah melarang {group} memasuki kawasan itu hingga {month} 2025.
{last} berjanji membangun {few} sekolah baru, sementara {body} meminta anggaran ditambah.
Hakim membebaskan {person} karena jaksa tidak dapat membuktikan tuduhan penggelapan {m} juta rupiah.
Tim penyelamat menemukan {few} {group} yang hilang sejak tanah longsor melanda {city}.
Menurut saksi mata, truk itu menabrak {few} sepeda motor sebelum terguling di jalan raya {city}.
""".splitlines()  # noqa: E501


def articles(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """``count`` articles of about 150 words, as rows of JSON Lines."""
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        lines = [_filled(chance.choice(HEADLINES), chance)]
        paragraph: list[str] = []
        for template in chance.sample(SENTENCES, chance.randint(7, 12)):
            paragraph.append(_filled(template, chance))
            if chance.random() < 0.5:
                lines.append(" ".join(paragraph))
                paragraph = []
        if paragraph:
            lines.append(" ".join(paragraph))
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield {"id": f"made-{number:06}", "date": day, "text": "\n\n".join(lines)}


def write(path: Path, count: int, more: Iterator[dict[str, str]] | tuple[()] = ()) -> Path:
    """Write articles, and ``more``, as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for row in (*more, *articles(count)):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def ours() -> Iterator[dict[str, str]]:
    """The articles of tests/gold."""
    for path in sorted((Path(__file__).parents[1] / "gold").glob("*.txt")):
        yield {"id": path.stem, "text": path.read_text(encoding="utf-8")}


def _filled(template: str, chance: random.Random) -> str:
    country, country2 = chance.sample(COUNTRIES, 2)
    last = chance.choice(LAST)
    return template.format(
        person=f"{chance.choice(FIRST)} {chance.choice(MIDDLE)} {last}",
        last=last,
        city=chance.choice(CITIES),
        country=country,
        country2=country2,
        body=chance.choice(BODIES),
        office=chance.choice(OFFICES),
        group=chance.choice(GROUPS),
        day=chance.choice(DAYS),
        month=chance.choice(MONTHS),
        date=chance.randint(1, 28),
        n=f"{chance.randint(20, 990)}",
        few=chance.randint(2, 19),
        m=chance.randint(2, 900),
    )
