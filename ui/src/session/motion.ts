// Whether somebody asked their system for no motion.

const STILL = "(prefers-reduced-motion: reduce)";

export const isStill = () => typeof matchMedia === "function" && matchMedia(STILL).matches;
