// A shape of its own for each way of pressing, so that colour never says it alone.
import Bell from "@lucide/svelte/icons/bell";
import Clock from "@lucide/svelte/icons/clock";
import Hourglass from "@lucide/svelte/icons/hourglass";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import Zap from "@lucide/svelte/icons/zap";

export const shapes = { late: TriangleAlert, now: Zap, soon: Bell, later: Clock, waits: Hourglass };
