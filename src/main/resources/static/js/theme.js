// Runs before the first paint: without a choice of the person's own, the device decides between light and dark.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  if (!root.dataset.bsTheme) {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => { root.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
    follow();
    dark.addEventListener('change', follow);
  }
})();
