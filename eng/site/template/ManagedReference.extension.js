// Replaces the source of each type and member, which depends on the clone that builds the site, with its address in the repository.
exports.preTransform = function (model) {
  [model].concat(model.children || []).filter(function (item) { return item.source; }).forEach(function (item) {
    var file = 'src/' + item.source.path.split('/src/').pop();
    item.source = { href: model._repository + '/blob/main/' + file + '#L' + (item.source.startLine + 1) };
  });
  return model;
};
