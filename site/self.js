// Asks the server who answers, and shows it. Without script the page says less and nothing is missing.
(function () {
  var box = document.getElementById('self');
  var dots = document.getElementById('dots');
  var note = document.getElementById('note');
  var colours = {};

  function show(name, value) {
    var field = document.getElementById(name);
    if (field.textContent !== String(value)) {
      field.textContent = value;
      field.classList.remove('new');
      void field.offsetWidth;
      field.classList.add('new');
    }
  }

  // Every process gets a colour of its own, in the order they turn up.
  function colour(pid) {
    if (!(pid in colours)) {
      colours[pid] = 'hsl(' + (165 + Object.keys(colours).length * 67) % 360 + ' 45% 50%)';
    }
    return colours[pid];
  }

  function ask() {
    return fetch('/whoami', { cache: 'no-store' })
      .then(function (answer) {
        if (!answer.ok) throw new Error('status ' + answer.status);
        return answer.json();
      })
      .then(function (who) {
        box.hidden = false;
        show('mpm', who.mpm || 'starting');
        show('pid', who.pid);
        show('thread', who.virtual ? 'virtual' : who.thread);
        show('worker', who.worker);
        show('generation', who.generation);
        show('requests', who.requestsBefore + 1);
        var dot = document.createElement('span');
        dot.style.background = colour(who.pid);
        dot.title = 'process ' + who.pid;
        dots.append(dot);
        while (dots.children.length > 60) dots.firstChild.remove();
        var count = Object.keys(colours).length;
        note.textContent = count === 1
          ? 'One process has answered this page so far. Your browser keeps its connection, so the same one goes on answering.'
          : count + ' processes have answered this page so far, a colour each.';
      });
  }

  function again() {
    (document.hidden ? Promise.resolve() : ask())
      .then(function () { setTimeout(again, 2000); })
      .catch(function () {
        note.textContent = 'The server did not answer just now. Trying again.';
        setTimeout(again, 4000);
      });
  }

  document.getElementById('more').addEventListener('click', function () {
    for (var i = 0; i < 6; i++) ask().catch(function () {});
  });
  again();
})();
