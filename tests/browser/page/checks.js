// Checks of the whole page, run inside it: each gives a list of what is wrong.
({
  /** Controls that a screen reader could not name. */
  nameless() {
    const controls = "button, a[href], input, textarea, select, [role=option], [role=menuitem], dialog[open]";
    const textOf = (ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("");
    const named = (node) => {
      const labels = [...(node.labels ?? [])].map((label) => label.textContent).join("");
      const own = node.matches("input, textarea, select") ? "" : node.textContent;
      const all = [textOf(node.getAttribute("aria-labelledby") ?? ""), node.getAttribute("aria-label") ?? "", labels, own];
      return all.some((text) => text.trim());
    };
    return [...document.querySelectorAll(controls)]
      .filter((node) => node.checkVisibility() && !named(node))
      .map((node) => node.outerHTML.slice(0, 200));
  },

  /** Text with less than 4.5 to 1 against what is behind it (WCAG 2, AA, small text). */
  poorContrast() {
    const parse = (color) => {
      const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
      return { rgb: [red, green, blue], alpha };
    };
    const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
    const over = (top, under) => top.rgb.map((value, index) => value * top.alpha + under[index] * (1 - top.alpha));
    const behind = (node) => {
      const own = parse(getComputedStyle(node).backgroundColor);
      return own.alpha === 1 || node === document.body ? own.rgb : over(own, behind(node.parentElement));
    };
    const poor = [];
    const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      const seen = node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!text || !seen || node.closest("[aria-hidden=true]")) continue;
      const back = behind(node);
      const [high, low] = [light(over(parse(getComputedStyle(node).color), back)), light(back)].sort((one, other) => other - one);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < 4.5) poor.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)} (${node.className})`);
    }
    return poor;
  },
})
