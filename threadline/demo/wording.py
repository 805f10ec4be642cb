"""The made-up sentences of the demo's ads: tame wording, adults only, nobody described."""

from typing import Final

OPENINGS: Final = (
    "Hi, I am {name}, new in town.",
    "{name} here, visiting {city} until {day}.",
    "Relaxing massage in {city} with {name}.",
    "Good afternoon gentlemen, {name} is back in {city}.",
    "Your quiet hour after a long week, ask for {name}.",
    "{name}, {age} yrs, companionship for dinner or a walk downtown.",
    "Looking for good company? {name} is in {city} this week.",
    "Swedish and hot stone massage by {name}, {city}.",
    "First time in {city}, staying only a few days. {name}.",
    "Unwind with {name}, calm music and a warm room.",
    "Upscale companionship in {city}, {name}, {age}.",
    "{name} just arrived in {city} and would love to meet you.",
)
MIDDLES: Final = (
    "Clean and private place near the highway.",
    "Free parking behind the hotel.",
    "I speak English and a little Spanish.",
    "Respectful clients only, please.",
    "No rush, take your time.",
    "Fresh towels, hot shower, tea on the table.",
    "I am happy to come to your hotel.",
    "Evenings and weekends are best.",
    "Serious callers only, no blocked numbers.",
    "Ask about the weekday special.",
    "Downtown, five minutes from the arena.",
    "Couples are welcome too.",
    "Same person as in the pictures.",
    "Cash only, no deposit.",
    "I answer every call myself.",
    "Quiet building, discreet entrance.",
    "Aromatherapy oils included.",
    "Available around the clock, {day} off.",
    "Two of us at the same place, ask for a friend.",
    "Staying near the airport this time.",
    "Please say where you found my ad.",
    "I like good books, old films and long baths.",
    "Deep tissue, foot reflexology, scalp massage.",
    "Text first, I may be on the road.",
)
RATES: Final = (
    "{price} dollars an hour.",
    "${price} per hour.",
    "${price}/hr, half an hour ${half}.",
    "Hour ${price}.",
    "${price} for the hour, tips appreciated.",
    "One hour is ${price}.",
)
CALLS: Final = (
    "Call {phone}",
    "Text me at {phone}",
    "Call or text {phone} today.",
    "Reach me on {phone} any time.",
    "My number is {phone}",
    "{phone} ask for {name}",
    "WhatsApp or call {phone}",
    "Book at {phone} .",
)

SPANISH_OPENINGS: Final = (
    "Hola, soy {name}, recién llegada a {city}.",
    "Masajes relajantes en {city} con {name}.",
    "{name} de visita en {city} hasta el {day}.",
    "Compañía agradable para cenar, soy {name}.",
    "Buenas tardes caballeros, {name} está de vuelta en {city}.",
    "{name}, {age} años, lugar tranquilo y limpio.",
)
SPANISH_MIDDLES: Final = (
    "Lugar limpio y privado cerca de la autopista.",
    "Atiendo todos los días, también de noche.",
    "Solo llamadas serias, por favor.",
    "Estacionamiento gratis.",
    "También voy a tu hotel.",
    "Sin prisa, trato amable.",
    "Pregunta por el precio especial entre semana.",
    "Hablo español y un poco de inglés.",
    "Toallas limpias, ducha caliente y música suave.",
    "Somos dos amigas en el mismo lugar.",
)
SPANISH_RATES: Final = ("${price} la hora.", "Una hora ${price}, media hora ${half}.", "{price} dólares la hora.")
SPANISH_CALLS: Final = ("Llama al {phone}", "Escríbeme al {phone}", "WhatsApp {phone}", "Mi número es {phone}")

JOB_OPENINGS: Final = (
    "Housekeepers wanted for a hotel in {city}.",
    "Warehouse packers needed in {city}, start this week.",
    "Kitchen helpers for a busy restaurant in {city}.",
    "Office cleaners, evening shift, {city}.",
    "Nail technicians for a salon in {city}.",
    "Farm hands for the season near {city}.",
    "Delivery drivers in {city}, own car not needed.",
    "Receptionists for a small spa in {city}.",
)
JOB_MIDDLES: Final = (
    "Training is paid.",
    "Ask about our shifts.",
    "Uniform and lunch provided.",
    "Overtime is paid at one and a half times the rate.",
    "Friendly team, steady hours.",
    "Bring two references to the interview.",
    "Paid every Friday by bank transfer.",
    "Weekends off after the first month.",
    "You keep your own documents; we only make copies.",
    "Bus stop in front of the door.",
    "Health insurance after ninety days.",
    "Interviews on {day} at our office.",
)
DOUBTFUL_JOB_MIDDLES: Final = (
    "No experience needed, no English needed, start tomorrow.",
    "We pay your ticket and you pay us back from your wages.",
    "Housing with the other workers is arranged and deducted from pay.",
    "Bring your passport, our manager keeps it safe for you.",
    "Earn $3,000 a week, hostess and massage work in other cities.",
    "Only women of 21 to 28, send three pictures.",
    "Do not tell the other agencies about this offer.",
)
JOB_RATES: Final = ("Pay ${price} per hour.", "${price} an hour.", "Starting at ${price}/hr.")
JOB_CALLS: Final = ("Call {phone}", "Apply at {phone}", "Questions? {phone}", "Send a text to {phone}")

HUB_NOTES: Final = (
    "Verified by the SafeBook screening line {phone}",
    "Board support {phone}",
)
AGENCY_NOTES: Final = ("Bookings also through the office {phone}", "Agency desk: {phone}")

NAMES: Final = (
    "Rosie", "Lena", "Mia", "Carla", "Sofia", "Jade", "Nina", "Tara", "Bella", "Ivy", "Coco", "Ruby", "Amber", "Kiki",
    "Luna", "Vera", "Gina", "Daisy", "Elena", "Marta", "Paula", "Sandra", "Yara", "Zoe", "Anya", "Dana", "Erika", "Fay",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPANISH_DAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
EMPLOYERS: Final = (
    "Lakeside Hotels", "Maple Street Kitchen", "Northgate Packing", "Bright Office Care", "Hill Farm Produce",
    "Corner Nail Studio", "Riverside Couriers", "Plaza Spa Group",
)  # fmt: skip
DOUBTFUL_AGENCIES: Final = ("Golden Door Staffing", "Blue Star Placement", "Easy Start Agency", "Sunrise Jobs")
