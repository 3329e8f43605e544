export default {
  iconLinks: [
    { icon: 'github', href: 'https://github.com/SpiceDeployments/SpiceDeployments.Client', title: 'Source on GitHub' },
  ],
  // Do not guess the language of a block that names none, such as a command.
  configureHljs: (hljs) => hljs.configure({ languages: [] }),
}
