export function styleName(component: { hash: (text: string) => string; filename: string }): string;
