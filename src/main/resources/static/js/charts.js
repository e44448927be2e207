// Draws each figure[data-chart] from the table within it. Colours are the tokens of desk.css, as hex.

const AGES = ['--age-0', '--age-1', '--age-2', '--age-3', '--age-4', '--age-5', '--age-6'];
const SERIES = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6', '--series-7'];
const drawn = new Map();

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function compact(rupees) {
  const size = Math.abs(rupees);
  const short = (unit) => (rupees / unit).toLocaleString('en-IN', { maximumFractionDigits: 2 });
  if (size >= 1e7) return `₹${short(1e7)} Cr`;
  if (size >= 1e5) return `₹${short(1e5)} L`;
  return `₹${rupees.toLocaleString('en-IN')}`;
}

const plain = (number) => number.toLocaleString('en-IN', { maximumFractionDigits: 2 });

function numberOf(cell) {
  const text = cell.dataset.value ?? cell.textContent.replace('−', '-').replace(/[^\d.-]/g, '');
  return text === '' ? null : Number(text);
}

function readTable(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows];
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    links: rows.map((row) => row.cells[0].querySelector('a')?.href),
    series: heads.map((head, column) => ({
      name: head.textContent.trim(),
      values: rows.map((row) => numberOf(row.cells[column + 1])),
      links: rows.map((row) => row.cells[column + 1].querySelector('a')?.href),
    })),
  };
}

function draw(figure) {
  const { labels, links, series } = readTable(figure.querySelector('table'));
  const kind = figure.dataset.chart;
  const line = kind === 'line';
  const stacked = kind === 'stacked-bar';
  const byAge = figure.dataset.ages === 'true';
  const write = figure.dataset.money === 'true' ? compact : plain;
  const colours = (byAge ? AGES : SERIES).map(token);
  const colourOf = (index) => colours[Math.min(index, colours.length - 1)];
  const fillOf = (index) => (byAge && series.length === 1 ? labels.map((_, at) => colourOf(at)) : colourOf(index));
  const grid = { color: token('--line'), drawTicks: false };
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
  const tick = { color: token('--ink-2'), font, padding: 8 };

  drawn.get(figure)?.destroy();
  figure.dataset.drawn = 'yes';
  figure.classList.toggle('is-empty', series.every((each) => each.values.every((value) => value === null)));
  drawn.set(figure, new window.Chart(figure.querySelector('canvas'), {
    type: line ? 'line' : 'bar',
    data: {
      labels,
      datasets: series.map((each, index) => ({
        label: each.name,
        data: each.values,
        backgroundColor: fillOf(index),
        borderColor: line ? colourOf(index) : token('--surface'),
        borderWidth: line ? 2 : { top: 1, right: 0, bottom: 0, left: 0 },
        borderDash: line && index > 0 ? [6, 3 * index] : [],
        pointRadius: line ? 3 : 0,
        tension: 0,
        borderRadius: stacked ? 0 : 3,
        maxBarThickness: 52,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: stacked || line ? 'index' : 'nearest', intersect: !(stacked || line) },
      onClick: (event, hits) => {
        const hit = hits[0];
        const target = hit && (series[hit.datasetIndex].links[hit.index] ?? links[hit.index]);
        if (target) location.assign(target);
      },
      scales: {
        x: { stacked, grid: { display: false }, border: { color: token('--line-strong') }, ticks: { ...tick, maxRotation: 0, autoSkipPadding: 12 } },
        y: { stacked, beginAtZero: !line, grid, border: { display: false }, ticks: { ...tick, maxTicksLimit: 6, callback: write } },
      },
      plugins: {
        legend: { display: series.length > 1, position: 'bottom', labels: { color: token('--ink-2'), font, boxWidth: line ? 24 : 12, boxHeight: 12, usePointStyle: line, pointStyle: line ? 'line' : 'rect', padding: 14 } },
        tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${write(item.raw)}` } },
      },
    },
  }));
}

const figures = [...document.querySelectorAll('figure[data-chart]')];

if (figures.length > 0) {
  const library = document.createElement('script');
  library.src = document.querySelector('meta[name=chart-library]').content;
  library.onload = () => figures.forEach(draw);
  document.head.append(library);
  document.addEventListener('theme', () => figures.forEach(draw));

  // Paper is white: what was drawn for the dark is drawn again, and back.
  const root = document.documentElement;
  const shown = (theme) => { root.dataset.bsTheme = theme; figures.forEach(draw); };
  let worn = null;
  addEventListener('beforeprint', () => { if (root.dataset.bsTheme === 'dark') { worn = 'dark'; shown('light'); } });
  addEventListener('afterprint', () => { if (worn) { shown(worn); worn = null; } });
}
