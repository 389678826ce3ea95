import { one } from "../count";
import type { Catalogue } from "../en";

export const time: Catalogue["time"] = {
  now: "Ahora",
  minutes: (n) => `${n} min`,
  hours: (h, m) => (m === 0 ? `${h} h` : `${h} h ${m} min`),
  days: (d, h) => (h === 0 ? one(d, "día", "días") : `${one(d, "día", "días")} ${h} h`),
  about: (time) => `cerca de las ${time}`,
  earlier: "Antes",
  minutesAgo: (n) => `hace ${n} min`,
  hoursAgo: (n) => `hace ${one(n, "hora", "horas")}`,
  change: "Cambiar la hora",
  minusHour: "1 hora antes",
  minusFive: "5 minutos antes",
  plusFive: "5 minutos después",
  plusHour: "1 hora después",
  exact: "Exacta",
  roughly: "Aproximada",
  howSure: "¿Qué tan segura es la hora?",
};
