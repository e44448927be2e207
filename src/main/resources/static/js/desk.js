// Comfort only: every page works without it.

const inField = (target) => target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null;
const keysAreOff = () => localStorage.getItem('keys') === 'off';

// ---- menus: one open at a time, closed by Escape and by a click elsewhere
const menus = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', (event) => {
  menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

function closeMenus() {
  menus().forEach((menu) => {
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

// ---- light and dark without leaving the page
document.querySelectorAll('[data-theme-switch]').forEach((form) => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const root = document.documentElement;
    root.dataset.bsTheme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    const secure = location.protocol === 'https:' ? ';secure' : '';
    document.cookie = `theme=${root.dataset.bsTheme};path=/;max-age=31536000;samesite=lax${secure}`;
    document.dispatchEvent(new CustomEvent('theme'));
  });
});

// ---- copying a text; without this it is marked and copied by hand
document.querySelectorAll('[data-copy]').forEach((button) => {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.querySelector('span').textContent = button.dataset.done;
  });
});

// ---- keys: Ctrl-K or / to search, ? for the list, g and a letter to go, j and k along the rows of a list
let goUntil = 0;

/** Focuses the link, or else the box, of the next row or the one before, so that Enter opens it. */
function step(by) {
  const rows = [...document.querySelectorAll('main .table > tbody > tr')]
    .map((row) => row.querySelector('a[href], input[type=checkbox]'))
    .filter((link) => link !== null && link.offsetParent !== null);
  const at = rows.findIndex((link) => link.closest('tr').contains(document.activeElement));
  const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** What a key presses on this page; Enter only where nothing else has the focus. */
function pressed(event) {
  if (event.key === 'Enter' && event.target.closest('a, button, summary, input, label') !== null) return null;
  return document.querySelector(`main [data-press="${CSS.escape(event.key)}"]`);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    closeMenus();
    return;
  }
  const find = document.querySelector('[data-key=find]');
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && find) {
    event.preventDefault();
    find.focus();
    find.select();
    return;
  }
  if (inField(event.target) || event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
  const list = document.getElementById('keys');
  if (event.key === '/' && find) {
    event.preventDefault();
    find.focus();
  } else if (event.key === '?' && list) {
    list.showModal();
  } else if (event.key === 'g') {
    goUntil = Date.now() + 1500;
  } else if (Date.now() < goUntil) {
    goUntil = 0;
    document.querySelector(`a[data-go="${CSS.escape(event.key)}"]`)?.click();
  } else if (pressed(event)) {
    event.preventDefault();
    pressed(event).click();
  } else if (event.key === 'j' || event.key === 'k') {
    step(event.key === 'j' ? 1 : -1);
  } else if (event.key === 'x') {
    document.activeElement.closest('tr')?.querySelector('input[type=checkbox]')?.click();
  }
});

document.querySelectorAll('[data-keys-switch]').forEach((box) => {
  box.checked = !keysAreOff();
  box.addEventListener('change', () => localStorage.setItem('keys', box.checked ? 'on' : 'off'));
});

// ---- what of a credit is not named yet, and what stays open of each invoice, while amounts are typed
const paise = (text) => Math.round(Number(String(text).replace(/,/g, '')) * 100) || 0;
const rupees = (amount) => (amount / 100).toLocaleString('en-IN', { minimumFractionDigits: 2 });

document.querySelectorAll('[data-settle]').forEach((form) => {
  const shown = form.querySelector('[data-difference]');
  const ticked = form.querySelector('[data-ticked]');
  const work = () => {
    let left = paise(form.dataset.rest) - paise(form.elements.onAccount.value);
    const sums = { rows: Number(ticked?.dataset.rows), open: paise(ticked?.dataset.open), cash: paise(ticked?.dataset.cash) };
    form.querySelectorAll('[data-line]').forEach((line) => {
      const typed = [...line.querySelectorAll('[data-amount]')];
      left -= paise(typed[0].value);
      const open = paise(line.dataset.open) - typed.reduce((sum, each) => sum + paise(each.value), 0);
      line.querySelector('[data-left]').textContent = open === 0 ? '' : rupees(open);
      if (!line.querySelector('[data-tick]').checked) return;
      sums.rows += 1;
      sums.open += paise(line.dataset.open);
      sums.cash += paise(typed[0].value);
    });
    if (ticked) {
      ticked.querySelector('[data-count]').textContent = sums.rows;
      ticked.querySelector('[data-sum-open]').textContent = `₹${rupees(sums.open)}`;
      ticked.querySelector('[data-sum-cash]').textContent = `₹${rupees(sums.cash)}`;
    }
    shown.querySelector('output').textContent = `₹${rupees(left)}`;
    shown.classList.toggle('tie-good', left === 0);
    shown.classList.toggle('tie-bad', left !== 0);
  };
  form.addEventListener('input', work);
  work();
});

// ---- on a phone a long filter waits behind a button
document.querySelectorAll('form.filters[method=get]').forEach((form) => {
  if (form.querySelectorAll('.filter').length < 2) return;
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.className = 'btn filters-toggle';
  toggle.textContent = document.body.dataset.filters;
  const fold = (folded) => {
    form.classList.toggle('is-folded', folded);
    toggle.setAttribute('aria-expanded', String(!folded));
  };
  toggle.addEventListener('click', () => fold(!form.classList.contains('is-folded')));
  form.prepend(toggle);
  fold(true);
});

// ---- the list of what is wrong with a form takes the focus
document.querySelector('[data-focus]')?.focus();

// ---- a form is sent once
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented || event.target.method !== 'post') return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = 'yes';
});
window.addEventListener('pageshow', () => {
  document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent);
});

// ---- a session that ended meanwhile: load the page anew instead of showing the sign-in within it
document.addEventListener('htmx:beforeSwap', (event) => {
  const url = event.detail.xhr.responseURL;
  if (event.detail.xhr.status === 401 || (url && new URL(url).pathname === '/login')) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
