// Fetches this page again and again and shows its new figures in place, without a reload. Nothing is fetched while the page can't be seen.
(function () {
  var seconds = Number(document.body.dataset.refresh) || 2;
  var button = document.getElementById('pause');
  var paused = false;
  // A "Refresh" field in the query is for readers without script: with it the page would be loaded twice.
  var address = location.pathname + location.search.replace(/([?&])refresh(=\d+)?/, '$1live');

  function later() {
    setTimeout(look, seconds * 1000);
  }

  function look() {
    if (paused || document.hidden) {
      later();
      return;
    }
    fetch(address, { cache: 'no-store' })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('live');
        var old = document.getElementById('live');
        var scrolled = Array.from(old.querySelectorAll('.wide'), function (box) { return box.scrollLeft; });
        old.replaceWith(document.adoptNode(fresh));
        fresh.querySelectorAll('.wide').forEach(function (box, i) { box.scrollLeft = scrolled[i] || 0; });
        document.body.style.opacity = '';
      })
      .catch(function () { document.body.style.opacity = '.6'; })
      .then(later);
  }

  button.hidden = false;
  button.addEventListener('click', function () {
    paused = !paused;
    button.textContent = paused ? 'Go on' : 'Pause';
    button.setAttribute('aria-pressed', String(paused));
  });
  later();
})();
