// The edit link, and links to files of the repository that are not part of the site, lead to the repository. docfx has changed all other links to "~/…", and
// docfx.json therefore permits links without a target (InvalidFileLink).
exports.preTransform = function (model) {
  var file = model._key.replace(/^(\.\.\/)+/, '');
  model.docurl = model._repository + '/edit/main/' + file;
  model.conceptual = model.conceptual.replace(/<a href="(?![a-z]+:|[~#\/])([^"]+)"/g, function (link, target) {
    return '<a href="' + model._repository + '/blob/main/' + resolve(file, target) + '"';
  });
  return model;
};

function resolve(file, target) {
  var parts = file.split('/').slice(0, -1);
  target.split('/').forEach(function (part) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.') {
      parts.push(part);
    }
  });
  return parts.join('/');
}
