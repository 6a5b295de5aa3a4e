// Light, dark, or as the system has it.

const KEPT = "sandbox-theme";
const CHOICES = [["system", "As the system"], ["light", "Light"], ["dark", "Dark"]];

const kept = () => localStorage.getItem(KEPT) ?? "system";

export function applyTheme(choice = kept()) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export const themeItems = () =>
  CHOICES.map(([choice, label]) => ({
    label: `${label}${kept() === choice ? " ✓" : ""}`,
    pick: () => {
      localStorage.setItem(KEPT, choice);
      applyTheme(choice);
    },
  }));
